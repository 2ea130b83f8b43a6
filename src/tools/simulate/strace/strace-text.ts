import type { Fragment } from "../response.js";

/** How strace prints arguments: `-y`, `-yy` or neither, and `-s`. */
export interface ArgumentStyle {
  readonly decoration: "none" | "-y" | "-yy";
  readonly stringLimit: number;
}

/** An fd and what `-y` and `-yy` say behind its number. */
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

/** A string as strace prints it, cut at `-s`; the filler of a body is dots. */
export function quotedString(
  { text, length }: Pick<Fragment, "text" | "length">,
  { stringLimit }: ArgumentStyle,
): string {
  const shown = Math.min(length, stringLimit);
  const bytes =
    text === null ? ".".repeat(shown) : text.slice(0, shown).replace(/[\r\n"\\]/g, (char) => SHORT[char] ?? char);
  return `"${bytes}"${length > shown ? "..." : ""}`;
}

/** Parts in one flat buffer: only what `-s` will show needs to be put together. */
export function flat(parts: readonly Fragment[], { stringLimit }: ArgumentStyle): Pick<Fragment, "text" | "length"> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  let text = "";
  for (const part of parts) {
    if (text.length > stringLimit) break;
    text += part.text ?? ".".repeat(Math.min(part.length, stringLimit + 1));
  }
  return { text, length };
}

/** `[{iov_base="...", iov_len=n}, ...], 2`: `-s` cuts the list as well as the strings. */
export function vector(parts: readonly Fragment[], style: ArgumentStyle): string {
  const shown = parts
    .slice(0, style.stringLimit)
    .map((part) => `{iov_base=${quotedString(part, style)}, iov_len=${part.length}}`);
  if (parts.length > shown.length) shown.push("...");
  return `[${shown.join(", ")}], ${parts.length}`;
}
