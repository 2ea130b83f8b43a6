import { isSyscallName } from "../../syscalls/names.js";

const PREFIX_START = /^[[\]pid\d:.(+< ]+$/;
const ENDS_LIKE_CALL = /\) += (?:\?|-?\d|0x)[^"]*$/;

/** True where a line proper, which cannot be read, begins as strace's do. */
export function isTracedStart(text: string): boolean {
  if (text.startsWith("<... ")) return true;
  const name = /^([a-z_0-9?]+)\(/.exec(text)?.[1];
  return name !== undefined && isSyscallName(name);
}

/** True where it ends as they do. */
export function endsLikeCall(text: string): boolean {
  return ENDS_LIKE_CALL.test(text);
}

/** True for a prefix, or what the end of the capture left of one. */
export function isPrefixStart(text: string): boolean {
  return PREFIX_START.test(text);
}
