import type { BlindSpotCode } from "../protocols/blind-spot.js";
import { type BlindSpotInfo, blindSpots } from "./blind-spots.js";

/** What a blind spot is about: pids, or numbers of lines; both may be empty. */
interface About {
  readonly code: BlindSpotCode;
  readonly processes: readonly number[];
  readonly lines: readonly number[];
}

/** The text of a blind spot, with the processes or the lines that it is about. */
export function describe({ code, processes, lines }: About): BlindSpotInfo {
  const { message, advice } = blindSpots[code];
  if (lines.length > 0) return { message: `${message} (line ${lines.join(", ")})`, advice };
  if (processes.length === 0) return { message, advice };
  return { message: `${message} (process ${processes.join(", ")})`, advice };
}
