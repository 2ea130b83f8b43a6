import { latin1 } from "../../bytes.js";
import { scanPrefix } from "./prefix/scan.js";

/** How what stands behind the columns begins: a call, the rest of one, a signal, an exit. */
const LINE = /^(?:[a-z_0-9]+\(|<\.\.\. |\+\+\+ |--- )/;
const LONGEST_NAME = 32;

/** True where strace says whose line it is: it does so in no file of `-ff`, which are of one thread each. */
export function hasPidColumn(bytes: Uint8Array, start: number, end: number): boolean {
  const { pid, offset } = scanPrefix(bytes, start, end);
  return pid !== null && LINE.test(latin1(bytes, offset, Math.min(end, offset + LONGEST_NAME)));
}
