/** Printable ASCII that JSON does not escape. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * `JSON.stringify` with more escapes. It also escapes what a terminal or an editor would obey: DEL and the C1 controls,
 * characters that change the direction of text, and the line ends of Unicode.
 */
export function jsonText(value: unknown): string {
  if (typeof value === "string" && PLAIN.test(value)) return `"${value}"`; // true for most targets, and several times as fast
  return withEscapes(JSON.stringify(value));
}

/** The same as an indented document of several lines. */
export function jsonDocument(value: unknown): string {
  return `${JSON.stringify(value, null, 2).split("\n").map(withEscapes).join("\n")}\n`;
}

function withEscapes(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(char: string): string {
  return char
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
