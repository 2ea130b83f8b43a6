import { endOfString } from "./decoration.js";

/** A string as strace quoted it. */
export interface PrintedString {
  /** Index of its first quote. */
  readonly start: number;
  /** Index after its last quote. */
  readonly end: number;
  /** What stands between the quotes. */
  readonly quoted: string;
  /** True if dots follow: strace cut it. */
  readonly isCut: boolean;
}

/**
 * The strings of a text, one after the other; one that never closes ends them. It uses no regular expression: one that
 * begins anew at every quote takes the square of the time.
 */
export function* stringsIn(text: string): Generator<PrintedString> {
  const at = (index: number): number => text.charCodeAt(index);
  for (let start = text.indexOf('"'), end = 0; start >= 0; start = text.indexOf('"', end)) {
    end = endOfString(at, start, text.length);
    if (end < 0) return;
    yield { start, end, quoted: text.slice(start + 1, end - 1), isCut: text.startsWith("...", end) };
  }
}
