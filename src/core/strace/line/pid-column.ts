import { latin1 } from "../../bytes.js";
import { scanPrefix } from "./prefix/scan.js";

/** How the line proper begins: a call, the rest of one, a signal, an exit. */
const LINE = /^(?:[a-z_0-9]+\(|<\.\.\. |\+\+\+ |--- )/;
const LONGEST_NAME = 32;

/** True for a line with a pid column. The files of `-ff` have none, because each holds the lines of one thread. */
export function hasPidColumn(bytes: Uint8Array, start: number, end: number): boolean {
  const { pid, offset } = scanPrefix(bytes, start, end);
  return pid !== null && LINE.test(latin1(bytes, offset, Math.min(end, offset + LONGEST_NAME)));
}
