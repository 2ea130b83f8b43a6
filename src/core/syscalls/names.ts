import { allNames, callRow } from "./rows.js";

/** What strace prints for a call without a name: `syscall_0x1c3(...)`, or `???(...)` if it cannot read the number. */
const NAMELESS = /^(?:syscall_0x[0-9a-f]+|\?\?\?)$/;

/** True if strace prints this name before the arguments of a call. */
export function isSyscallName(name: string): boolean {
  return callRow(name) !== undefined || NAMELESS.test(name);
}

/** True if the name of a call begins so: a line may be cut within it. */
export function isStartOfSyscallName(text: string): boolean {
  return "???".startsWith(text) || "syscall_0x".startsWith(text) || allNames().some((name) => name.startsWith(text));
}

/** The characters of a call's name at the end of a text. */
export function wordAtEnd(text: string): string {
  let start = text.length;
  while (start > 0 && NAME.test(text[start - 1] as string)) start--;
  return text.slice(start);
}

const NAME = /[a-z_0-9]/;

/** The longest name of a call at the end of a text: `write` for `hello worldwrite`; null without one. */
export function syscallNameAtEnd(text: string): string | null {
  const word = wordAtEnd(text);
  for (let start = 0; start < word.length; start++) {
    const name = word.slice(start);
    if (isSyscallName(name)) return name;
  }
  return text.endsWith("???") ? "???" : null;
}
