import { unquote } from "../../../core/strace/arguments/unquote.js";

/** A string as strace prints it: `"GET /"...`. */
export interface QuotedSpan {
  readonly bytes: string;
  /** True if every byte is printed as `\xNN` (`-x`, `-xx`). */
  readonly isHex: boolean;
  readonly isCut: boolean;
}

const HEX = /^(?:\\x[0-9a-f]{2})+$/;
const SIMPLE: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\f": "\\f",
  '"': '\\"',
  "\\": "\\\\",
};

/** Reads a string token of the lexer, with its quotes. */
export function readQuoted(image: string): QuotedSpan {
  const isCut = image.endsWith('"...');
  const inner = image.slice(1, isCut ? -4 : -1);
  return { bytes: unquote(inner), isHex: HEX.test(inner), isCut };
}

/** Prints other bytes in the same way (util.c, string_quote). */
export function quote(bytes: string, { isHex, isCut }: Omit<QuotedSpan, "bytes">): string {
  return `"${isHex ? hexOf(bytes) : plain(bytes)}"${isCut ? "..." : ""}`;
}

function hexOf(bytes: string): string {
  return bytes.replace(/[\s\S]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function plain(bytes: string): string {
  return bytes.replace(/[^ -~]|["\\]/g, (byte, at: number) => {
    const isBeforeDigit = /[0-7]/.test(bytes[at + 1] ?? "");
    return (
      SIMPLE[byte] ??
      `\\${byte
        .charCodeAt(0)
        .toString(8)
        .padStart(isBeforeDigit ? 3 : 1, "0")}`
    );
  });
}
