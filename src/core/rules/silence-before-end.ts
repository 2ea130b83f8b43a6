import type { Judgement } from "../protocols/judgement.js";
import { durationInWords } from "../text/duration.js";

/** Less than so many seconds without a byte need not be what ended a response. */
const LEAST = 1;

/** Seconds between the last byte that the kernel took and the end; null if the capture has no times. */
export function idleBefore({ exchange, by }: Judgement): number | null {
  const moved = exchange?.calls.lastAccepted?.endTime ?? null;
  return moved === null || by.time === null ? null : Math.max(0, by.time - moved);
}

/** The same; null also if they are few. */
function silenceBefore(judgement: Judgement): number | null {
  const idle = idleBefore(judgement);
  return idle === null || idle < LEAST ? null : idle;
}

/** True if the program had bytes for its client all the while, which read nothing: it waited, and gave up. */
function isTimeout(judgement: Judgement): boolean {
  return silenceBefore(judgement) !== null && (judgement.exchange?.owedBytes ?? 0) > 0;
}

/** `, after 2.0 s without progress: a timeout`, or as much of it as is known; nothing if the end came at once. */
export function afterSilence(judgement: Judgement): string {
  const silence = silenceBefore(judgement);
  if (silence === null) return "";
  return `, after ${durationInWords(silence)} without progress${isTimeout(judgement) ? ": a timeout" : ""}`;
}

/** What to do next about a response that ended after a silence; null if there was none. */
export function adviceOnSilence(judgement: Judgement): string | null {
  const silence = silenceBefore(judgement);
  if (silence === null) return null;
  if (isTimeout(judgement)) return "find the timeout that ends it, and raise it, or count it from the last byte";
  return `find what the program waited for: it wrote nothing for ${durationInWords(silence)}, and the kernel had refused nothing`;
}
