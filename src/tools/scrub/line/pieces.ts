/** What a line begins with, so that its first piece is known as the begin of one: the rest may look like anything. */
const BEGIN = /^[^"]*?(?:\(| resumed>|--- |\+\+\+ )/;

/**
 * The line on `count` lines, each but the last with a backslash at its end. A line that a fold had broken stands on as many
 * lines as before, so that all lines keep their numbers.
 */
export function inPieces(line: string, count: number): string {
  if (count === 1) return line;
  const begin = BEGIN.exec(line)?.[0] ?? "";
  const pieces = [begin];
  let at = begin.length;
  for (; pieces.length < count - 1; at++) pieces.push(line.slice(at, at + 1));
  return [...pieces, line.slice(at)].join("\\\n");
}

/** Pieces of a call that do not fit together: its string is shorter than its count says, and its fd is not known. */
export function lostInPieces(count: number): string {
  const within = Array.from({ length: count - 2 }, () => ".");
  return ['write("', ...within, `.", ${count + 1}) = ${count + 1}`].join("\\\n");
}
