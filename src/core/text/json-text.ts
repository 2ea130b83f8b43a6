/** Printable ASCII that JSON does not escape. */
const PLAIN = /^[ !#-[\]-~]*$/;
/** What may need another escape than those of JSON. */
const DOUBTFUL = /[^ -~]|##\[/;

/**
 * `JSON.stringify` with more escapes. It also escapes what a terminal or an editor would obey: DEL and the C1 controls,
 * characters that change the direction of text, the line ends of Unicode, and what the runner of GitHub Actions would
 * obey in the log of a job (`##[command]`).
 */
export function jsonText(value: unknown): string {
  if (typeof value === "string" && PLAIN.test(value) && !value.includes("##[")) return `"${value}"`; // true for most targets, and several times as fast
  return withEscapes(JSON.stringify(value));
}

/** The same as an indented document of several lines. */
export function jsonDocument(value: unknown): string {
  return `${JSON.stringify(value, null, 2).split("\n").map(withEscapes).join("\n")}\n`;
}

/** JSON text on one line, with these escapes: outside of its strings there is nothing that they change. */
export function withEscapes(json: string): string {
  if (!DOUBTFUL.test(json)) return json;
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?<=#)#(?=\[)/gu, escaped);
}

function escaped(char: string): string {
  return char
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
