/** Breaks prose into lines of at most `width` columns, the later ones indented by `indent`. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const isFull = line !== "" && line.length + 1 + word.length > width;
    if (isFull) lines.push(line);
    line = line === "" ? word : isFull ? indent + word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
