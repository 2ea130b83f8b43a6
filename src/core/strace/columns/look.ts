import { latin1 } from "../../bytes.js";
import { isSyscallName } from "../../syscalls/names.js";
import { isDigit, SPACE } from "../line/line-bytes.js";
import { emptyPrefix } from "../line/prefix/prefix.js";
import { scanPrefix } from "../line/prefix/scan.js";
import { endsLikeCall } from "../line/traced-look.js";

/**
 * How much of a line of strace's stands from a place on.
 *
 * - `whole`: a call with its result or ` <unfinished ...>`, the rest of one, a signal, an exit.
 * - `begun`: the name of a call and its bracket, with no result that can be seen; or a comment.
 * - `none`: other text.
 */
export type Look = "whole" | "begun" | "none";

const HASH = 0x23;
const COLON = 0x3a;
/** Characters of `%6ld`. */
const SECONDS = 6;
/** More characters than the name of any call and its bracket. */
const NAME = 48;
/** The result, and the path or address of a returned fd. */
const TAIL = 512;
/** Characters of a time of day. */
const CLOCK = 8;
const EVENT = /^(?:\+\+\+ (?:exited|killed|superseded) |--- (?:SIG|stopped))/;
const ATTACHED = /^(?:strace: )?Process \d+ attached/;
const UNFINISHED = /<(?:unfinished|detached) \.\.\.>\s*$/;

const prefix = emptyPrefix();

/** What stands at `start` of the line that ends at `end`. */
export function lookAt(bytes: Uint8Array, start: number, end: number): Look {
  if (isRemark(bytes, start, end)) return "begun";
  const { offset } = scanPrefix(bytes, start, end, prefix);
  if (isIndentedNumber(bytes, start) || hasTwoClocks(bytes, start, offset)) return "none";
  const head = latin1(bytes, offset, Math.min(end, offset + NAME));
  if (EVENT.test(head)) return "whole";
  const [, resumed, called] = /^(?:<\.\.\. ([a-z_0-9?]+) resumed>|([a-z_0-9?]+)\()/.exec(head) ?? [];
  if (!isSyscallName(resumed ?? called ?? "")) return "none";
  if (resumed !== undefined) return "whole";
  return endsLikeWhole(bytes, offset, end) ? "whole" : "begun";
}

const EVENT_END = /(?:\+\+\+|---)\s*$/;

/** True if the line ends as a call, the first half of one, or an event does. */
export function endsLikeWhole(bytes: Uint8Array, start: number, end: number): boolean {
  const tail = latin1(bytes, Math.max(start, end - TAIL), end);
  return endsLikeCall(tail) || UNFINISHED.test(tail) || EVENT_END.test(tail);
}

const CLOCKS = /(?:^| )(?:\d\d:\d\d:\d\d|\d{9,10})(?:\.\d+)? +(?:\d\d:\d\d:\d\d|\d{9,10}(?= )|\d+(?=\.))(?:\.\d+)? /;

/** True for columns that hold two clocks: strace prints one, and the time since the line before it at most. */
export function hasTwoClocks(bytes: Uint8Array, start: number, offset: number): boolean {
  return offset - start > CLOCK && CLOCKS.test(latin1(bytes, start, offset));
}

/** True for a comment, and for a message of strace's about a process: the lines of calls may follow it. */
export function isRemark(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[start] === HASH || ATTACHED.test(latin1(bytes, start, Math.min(end, start + NAME)));
}

/**
 * Blanks and a number: `-r` pads its seconds to six characters; a pid or a time that was indented has another width, or a
 * time of day after it.
 */
function isIndentedNumber(bytes: Uint8Array, start: number): boolean {
  if (bytes[start] !== SPACE) return false;
  let at = start;
  while (bytes[at] === SPACE) at++;
  const digits = at;
  while (isDigit(bytes[at])) at++;
  if (at === digits) return false;
  if (bytes[at] === COLON || at - start !== SECONDS) return true;
  while (bytes[at] === SPACE) at++;
  return isDigit(bytes[at]) && bytes[at + 2] === COLON;
}

/** The call that stands at `start`, without the columns before it; null for another line. */
export function callNameAt(bytes: Uint8Array, start: number, end: number): string | null {
  const { offset } = scanPrefix(bytes, start, end, prefix);
  return /^[a-z_0-9?]+(?=\()/.exec(latin1(bytes, offset, Math.min(end, offset + NAME)))?.[0] ?? null;
}

/** True if a pid column of strace's stands at `start`. */
export function hasPidAt(bytes: Uint8Array, start: number, end: number): boolean {
  return scanPrefix(bytes, start, end, prefix).pid !== null;
}
