import { bytesOf } from "../bytes.js";
import { toUtf8 } from "./utf8.js";

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** The 64-bit FNV-1a hash of the text in UTF-8, as 16 hexadecimal digits. It distinguishes findings; it is not secure. */
export function fnv1a(text: string): string {
  let hash = OFFSET;
  for (const byte of bytesOf(toUtf8(text))) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, "0");
}
