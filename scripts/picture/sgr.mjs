/** What an SGR code of ECMA-48 changes; the codes that the program writes, and no other. */
const CODES = new Map([
  [0, { bold: false, dim: false, color: null }],
  [1, { bold: true }],
  [2, { dim: true }],
  [22, { bold: false, dim: false }],
  [31, { color: "red" }],
  [32, { color: "green" }],
  [33, { color: "yellow" }],
  [34, { color: "blue" }],
  [35, { color: "magenta" }],
  [36, { color: "cyan" }],
  [39, { color: null }],
]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: a sequence begins with ESC
const SEQUENCE = /\u001b\[([\d;]*)m/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what may not be left when the sequences are taken out
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/**
 * The lines of a text with SGR sequences, each as its runs of one style. A run goes on after the end of a line, as on a terminal.
 *
 * @throws Error if the text has a code or a control character that a picture cannot show
 */
export function styledLines(text) {
  const lines = [[]];
  let style = { bold: false, dim: false, color: null };
  for (const [index, part] of text.split(SEQUENCE).entries()) {
    if (index % 2 === 1) {
      for (const code of part.split(";")) style = { ...style, ...change(Number(code)) };
      continue;
    }
    if (CONTROL.test(part)) throw new Error(`a control character in ${JSON.stringify(part)}`);
    for (const [row, line] of part.split("\n").entries()) {
      if (row > 0) lines.push([]);
      if (line !== "") lines.at(-1).push({ text: line, ...style });
    }
  }
  while (lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

function change(code) {
  const found = CODES.get(code);
  if (!found) throw new Error(`SGR ${code} is none that the picture knows: add it to scripts/picture/sgr.mjs`);
  return found;
}
