/** ASCII that JSON writes as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * `JSON.stringify`, and what it leaves as it is but a terminal, or an editor, would obey: DEL and the C1 controls, what
 * turns the direction of text, and the line ends of Unicode.
 */
export function jsonText(value: unknown): string {
  if (typeof value === "string" && PLAIN.test(value)) return `"${value}"`; // most targets: several times as quick
  return withEscapes(JSON.stringify(value));
}

/** The same as a document for people, indented, with its line ends. */
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
