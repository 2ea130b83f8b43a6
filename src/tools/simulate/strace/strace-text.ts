import type { Fragment } from "../response.js";

/** How strace prints arguments: `-y`, `-yy` or neither, and the length of `-s`. */
export interface ArgumentStyle {
  readonly decoration: "none" | "-y" | "-yy";
  readonly stringLimit: number;
}

/** An fd, with what `-y` and what `-yy` print after its number. */
export interface PrintedFd {
  readonly number: number;
  readonly y: string;
  readonly yy: string;
}

export function fdText({ number, y, yy }: PrintedFd, { decoration }: ArgumentStyle): string {
  if (decoration === "none") return String(number);
  return `${number}<${decoration === "-y" ? y : yy}>`;
}

const SHORT: Readonly<Record<string, string>> = { "\r": "\\r", "\n": "\\n", '"': '\\"', "\\": "\\\\" };

/** A string as strace prints it, cut at the length of `-s`. The filler of a body is printed as dots. */
export function quotedString(
  { text, length }: Pick<Fragment, "text" | "length">,
  { stringLimit }: ArgumentStyle,
): string {
  const shown = Math.min(length, stringLimit);
  const bytes =
    text === null ? ".".repeat(shown) : text.slice(0, shown).replace(/[\r\n"\\]/g, (char) => SHORT[char] ?? char);
  return `"${bytes}"${length > shown ? "..." : ""}`;
}

/** Joins fragments into one flat buffer; of its text only as much as `-s` shows. */
export function flat(parts: readonly Fragment[], { stringLimit }: ArgumentStyle): Pick<Fragment, "text" | "length"> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  let text = "";
  for (const part of parts) {
    if (text.length > stringLimit) break;
    text += part.text ?? ".".repeat(Math.min(part.length, stringLimit + 1));
  }
  return { text, length };
}

/** `[{iov_base="...", iov_len=n}, ...], 2`: `-s` limits the elements of the list as well as the strings. */
export function vector(parts: readonly Fragment[], style: ArgumentStyle): string {
  const shown = parts
    .slice(0, style.stringLimit)
    .map((part) => `{iov_base=${quotedString(part, style)}, iov_len=${part.length}}`);
  if (parts.length > shown.length) shown.push("...");
  return `[${shown.join(", ")}], ${parts.length}`;
}
