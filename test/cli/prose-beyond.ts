/** So much may stand beside a name that is wider than the page. */
const BESIDE = 20;

/**
 * The lines of a text that are wider than the page, though nothing in them has to be whole. A word has, a command, and each
 * of these names with the little that stands beside it.
 */
export function proseBeyond(text: string, width: number, names: readonly string[] = []): string[] {
  const isWhole = (line: string): boolean =>
    /^\s*(?:--> |c\d+ {2}fd \d+ {2})?\S+$/.test(line) ||
    /^\s*strace -\S.* (?:-p PID|\.\/server)$/.test(line) ||
    names.some((name) => line.includes(name) && line.length - name.length <= BESIDE);
  return text.split("\n").filter((line) => line.length > width && !isWhole(line));
}
