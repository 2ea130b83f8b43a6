import { visible } from "./escape.js";

const LONGEST = 300;

/** Shows text as code in Markdown: no character in it has a meaning, neither in a table nor outside of one. */
export function markdownCode(text: string): string {
  const safe = visible(text);
  const short = safe.length > LONGEST ? `${safe.slice(0, LONGEST)}...` : safe;
  if (/^[\w .,:;/=?@%+>()-]+$/.test(short) && !/^ | $/.test(short)) return `\`${short}\``;
  return `<code>${markdownEscaped(short)}</code>`;
}

/** Shows text as it is in Markdown: each character with a meaning in Markdown or HTML becomes a character reference. */
export function markdownEscaped(text: string): string {
  return visible(text).replace(/[^\p{L}\p{N} ,.:;/()+="'-]|https?:|www\./gu, (part) =>
    [...part].map((char) => `&#${char.codePointAt(0)};`).join(""),
  );
}
