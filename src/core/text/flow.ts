import { withoutColors } from "./colors.js";

/**
 * Lays out parts side by side, `gap` between them. A part that does not fit any more begins a line of its own, after
 * `indent`. No part is broken or shortened: one that is wider than the page stands alone on its line.
 */
export function flow(parts: readonly string[], width: number, indent: string, gap = "  "): string[] {
  const lines: string[] = [];
  let line: string | null = null;
  for (const part of parts) {
    if (line !== null && columns(line) + gap.length + columns(part) <= width) line += gap + part;
    else {
      if (line !== null) lines.push(line);
      line = line === null ? part : indent + part;
    }
  }
  return line === null ? lines : [...lines, line];
}

function columns(text: string): number {
  return withoutColors(text).length;
}
