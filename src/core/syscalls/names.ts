import { callRow } from "./rows.js";

/** Calls that strace has no name for: `syscall_0x1c3(...)`, and `???(...)` if it could not read even the number. */
const NAMELESS = /^(?:syscall_0x[0-9a-f]+|\?\?\?)$/;

/** True for a name that strace prints in front of the arguments of a call. */
export function isSyscallName(name: string): boolean {
  return callRow(name) !== undefined || NAMELESS.test(name);
}

/** The longest end of `text` that is a system call's name: `hello worldwrite` ends in `write`; or null. */
export function syscallNameAtEnd(text: string): string | null {
  const word = /[a-z_0-9]+$/.exec(text)?.[0] ?? "";
  for (let start = 0; start < word.length; start++) {
    const name = word.slice(start);
    if (isSyscallName(name)) return name;
  }
  return text.endsWith("???") ? "???" : null;
}
