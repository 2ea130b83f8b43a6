import { blank } from "../line/mask.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { maskVariable, maskVariableName } from "./cgi-variables.js";

/** A length below 128 is one byte; a longer one is four, and the first of them has this bit (FastCGI 1.0, section 3.4). */
const FOUR_BYTES = 0x80;

/** A number at the beginning of a text, and how many bytes it takes; null if its end is not there. */
function lengthAt(text: string, at: number): { readonly value: number; readonly bytes: number } | null {
  const first = text.charCodeAt(at);
  if (at >= text.length) return null;
  if (first < FOUR_BYTES) return { value: first, bytes: 1 };
  if (at + 4 > text.length) return null;
  const rest = [...text.slice(at + 1, at + 4)].reduce((sum, char) => sum * 256 + char.charCodeAt(0), 0);
  return { value: (first - FOUR_BYTES) * 2 ** 24 + rest, bytes: 4 };
}

/** The stream PARAMS, or its beginning: lengths stay, names and values become others of the same length. */
export function maskParams(text: string, names: Pseudonyms): string {
  let masked = "";
  for (;;) {
    const at = masked.length;
    const name = lengthAt(text, at);
    const value = name && lengthAt(text, at + name.bytes);
    if (!name || !value) return masked + "\x01".repeat(text.length - at); // the beginning of lengths
    const start = at + name.bytes + value.bytes;
    const nameText = text.slice(start, start + name.value);
    const valueText = text.slice(start + name.value, start + name.value + value.value);
    const isWhole = nameText.length === name.value;
    masked += text.slice(at, start) + (isWhole ? maskVariableName(nameText, names) : blank(nameText));
    masked += maskVariable(isWhole ? nameText : "", valueText, names);
    if (masked.length === text.length) return masked;
  }
}
