/** One code point in well-formed UTF-8 (Unicode 15.0, table 3-7); each character of the text stands for a byte. */
const CODE_POINT =
  "[\\xc2-\\xdf][\\x80-\\xbf]|\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|\\xed[\\x80-\\x9f][\\x80-\\xbf]|" +
  "[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}|\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}|" +
  "\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}";
/** The longest incomplete beginning of a code point, or a byte that begins none. */
const BROKEN =
  "\\xe0[\\xa0-\\xbf]?|\\xed[\\x80-\\x9f]?|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]?|\\xf0(?:[\\x90-\\xbf][\\x80-\\xbf]?)?|" +
  "[\\xf1-\\xf3][\\x80-\\xbf]{0,2}|\\xf4(?:[\\x80-\\x8f][\\x80-\\xbf]?)?|[\\x80-\\xff]";
const NOT_ASCII = new RegExp(`(${CODE_POINT})|${BROKEN}`, "g");

/** Decodes UTF-8 from a text with one character for each byte. Invalid bytes become U+FFFD (WHATWG Encoding Standard). */
export function fromUtf8(bytes: string): string {
  return replaceUtf8(
    bytes,
    (character) => character,
    () => "\ufffd",
  );
}

/**
 * Replaces what is not ASCII in a text with one character for each byte.
 *
 * @param ofCharacter what stands for a character, and what its bytes are
 * @param ofInvalid what stands for bytes that are no UTF-8
 */
export function replaceUtf8(
  bytes: string,
  ofCharacter: (character: string, itsBytes: string) => string,
  ofInvalid: (bytes: string) => string,
): string {
  return bytes.replace(NOT_ASCII, (all: string, codePoint?: string) =>
    codePoint ? ofCharacter(decoded(codePoint), codePoint) : ofInvalid(all),
  );
}

function decoded(codePoint: string): string {
  const percent = [...codePoint].map((byte) => `%${byte.charCodeAt(0).toString(16)}`).join("");
  return decodeURIComponent(percent);
}

const PERCENT = /%(..)/g;

/** The UTF-8 of a text, one char a byte; half a surrogate pair becomes U+FFFD, as the Encoding Standard has it. */
export function toUtf8(text: string): string {
  return text.replace(/[\u0080-\u{10ffff}]/gu, (character) => {
    const isHalf = character >= "\ud800" && character <= "\udfff" && character.length === 1;
    return encodeURIComponent(isHalf ? "\ufffd" : character).replace(PERCENT, (_, byte: string) =>
      String.fromCharCode(Number.parseInt(byte, 16)),
    );
  });
}
