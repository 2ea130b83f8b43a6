/** An argument as strace prints an fd, `7` or `7<TCP:[...]>` (core/strace/call/syscall.ts, `fdText`). */

import { endOfDecoration } from "../arguments/decoration";
import { textEnd } from "../arguments/elements";
import { integer } from "../arguments/integer";
import { argument } from "../arguments/list";
import { isInteger } from "../arguments/value";
import { byteAt } from "../bytes";
import { Span } from "../call/span";
import { Char } from "../char";
import { create } from "../heap/allocate";

/** The text that was read last; empty if the argument is not an fd. */
export const fdText: Span = create<Span>();

/** Reads the argument of this index of the current call. */
export function readFdText(index: i32): void {
  const value = argument(index);
  fdText.clear();
  if (!isInteger(value)) return;
  const end = integer.end;
  fdText.set(value, byteAt(end) === Char.Less ? endOfDecoration(end, textEnd()) : end);
}
