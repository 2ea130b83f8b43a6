import { withoutColors } from "./colors.js";

/** Breaks prose into lines of at most `width` columns. The later lines start with `indent`. Colours take no column. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const isFull = line !== "" && columns(line) + 1 + columns(word) > width;
    if (isFull) lines.push(line);
    line = line === "" ? word : isFull ? indent + word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

function columns(text: string): number {
  return withoutColors(text).length;
}
