const CALL = /^[^"]{0,80}?\b[a-z_0-9]+\(/;

/**
 * A call whose quotes and dots a word processor or a web page made typographic (UTF-8, one char a byte), as strace printed
 * it. Other text stays.
 */
export function withPlainQuotes(text: string): string {
  if (!CALL.test(text)) return text;
  return text.replace(/\xe2\x80[\x9c-\x9f]/g, '"').replace(/\xe2\x80\xa6/g, "...");
}
