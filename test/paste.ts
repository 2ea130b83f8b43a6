/** Breaks a line at each `width` characters, as a terminal does. */
export function folded(line: string, width: number): string[] {
  return line.match(new RegExp(`.{1,${width}}`, "gs")) ?? [""];
}

/** Breaks at the last blank that fits, and drops it; a word that is wider than the page is broken. */
export function wrapped(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(" ", width);
    lines.push(rest.slice(0, blank > 0 ? blank : width));
    rest = rest.slice(blank > 0 ? blank + 1 : width);
  }
  return [...lines, rest];
}
