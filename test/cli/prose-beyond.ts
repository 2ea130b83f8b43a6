/**
 * The lines of a text that are wider than the page, though nothing in them has to be whole. A command has, and so has each
 * of these names.
 */
export function proseBeyond(text: string, width: number, names: readonly string[] = []): string[] {
  return text
    .split("\n")
    .filter((line) => line.length > width)
    .filter(
      (line) => !/^\s*strace -\S.* (?:-p PID|\.\/server)$/.test(line) && !names.some((name) => line.includes(name)),
    );
}
