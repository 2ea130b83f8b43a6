import { isSyscallName } from "../../../core/syscalls/names.js";
import { shapeOf } from "./mask.js";

/** The number of a call that has no name: x86 has calls of up to three hexadecimal digits, and other machines of four. */
const NUMBERED = /^(syscall_0x)([0-9a-f]{5,})$/;

/** The name of a call as it may stay: one that Linux has, or the number of one; the shape of any other word. */
export function maskName(name: string): string {
  if (!isSyscallName(name)) return shapeOf(name);
  const [, start, digits = ""] = NUMBERED.exec(name) ?? [];
  return start === undefined ? name : start + "0".repeat(digits.length);
}
