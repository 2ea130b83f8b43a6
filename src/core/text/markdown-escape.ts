import { visible } from "./escape.js";

const LONGEST = 300;

/** Text as code: nothing in it means anything, in or out of a table. */
export function markdownCode(text: string): string {
  const safe = visible(text);
  const short = safe.length > LONGEST ? `${safe.slice(0, LONGEST)}...` : safe;
  if (/^[\w .,:;/=?@%+>()-]+$/.test(short) && !/^ | $/.test(short)) return `\`${short}\``;
  return `<code>${markdownEscaped(short)}</code>`;
}

/** Text as text: every character that Markdown or HTML could take for its own becomes a reference. */
export function markdownEscaped(text: string): string {
  return visible(text).replace(/[^\p{L}\p{N} ,.:;/()+="'-]|https?:|www\./gu, (part) =>
    [...part].map((char) => `&#${char.codePointAt(0)};`).join(""),
  );
}
