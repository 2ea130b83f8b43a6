import { isStartOfSyscallName, isSyscallName } from "../../syscalls/names.js";

const PREFIX_START = /^[[\]pid\d:.(+< ]+$/;
/** A result; no quote stands after one. */
const RESULT = /\) += (?:\?|-?\d|0x)/;

/** True if a line proper that cannot be read begins like a line of strace's. */
export function isTracedStart(text: string): boolean {
  if (text.startsWith("<... ")) return true;
  const name = /^([a-z_0-9?]+)\(/.exec(text)?.[1];
  return name !== undefined && isSyscallName(name);
}

const MAY_BE_EVENT = /^(?:<\.\.\.|\+\+\+ |--- |\[ Process|[+<-]*$)/;

/** True if a line that has strace's columns goes on as such a line does. A log line may begin with a clock as well. */
export function mayBeTraced(text: string): boolean {
  const [, name, bracket] = /^([a-z_0-9?]+)(\(|$)/.exec(text) ?? [];
  if (name === undefined) return MAY_BE_EVENT.test(text);
  return bracket === "(" ? isSyscallName(name) : isStartOfSyscallName(name);
}

/** True if it ends like one. */
export function endsLikeCall(text: string): boolean {
  return RESULT.test(text.slice(text.lastIndexOf('"') + 1));
}

/** True for a prefix, or for the begin of one, which the end of the capture cut. */
export function isPrefixStart(text: string): boolean {
  return PREFIX_START.test(text);
}
