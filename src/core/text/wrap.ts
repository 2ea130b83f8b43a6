import { withoutColors } from "./colors.js";

/** How a flag begins, also in brackets. */
const FLAG = /^\(?--?[a-z]/i;

/**
 * Breaks prose into lines of at most `width` columns. The later lines start with `indent`. Colours take no column.
 *
 * A word is never broken, and neither is a command: a line that ends in one may be longer, so that a paste works.
 *
 * @param whole other texts that are never broken, such as a path with a space in it
 */
export function wrap(text: string, width: number, indent: string, whole: readonly string[] = []): string {
  const lines: string[] = [];
  let line = "";
  for (const part of unbroken(text, whole)) {
    const isFull = line !== "" && columns(line) + 1 + columns(part) > width;
    if (isFull) lines.push(line);
    line = line === "" ? part : isFull ? indent + part : `${line} ${part}`;
  }
  return [...lines, line].join("\n");
}

/** The parts of a text between which a line may end. */
function unbroken(text: string, whole: readonly string[]): string[] {
  const held = whole.filter((each) => each.includes(" "));
  const ends = held.length === 0 ? null : spacesIn(text, held);
  const parts: string[] = [];
  let last = "";
  let at = -1;
  for (const word of text.split(" ")) {
    const isHeld = ends?.has(at) === true || (at >= 0 && isOneCommand(last, word));
    if (isHeld) parts.push(`${parts.pop()} ${word}`);
    else parts.push(word);
    last = word;
    at += 1 + word.length;
  }
  return parts;
}

/** Where the spaces inside these texts are. */
function spacesIn(text: string, whole: readonly string[]): ReadonlySet<number> {
  const spaces = new Set<number>();
  for (const each of whole) {
    for (let from = text.indexOf(each); from >= 0; from = text.indexOf(each, from + each.length)) {
      for (let at = from; at < from + each.length; at++) if (text[at] === " ") spaces.add(at);
    }
  }
  return spaces;
}

/** True if two words belong to one command: a flag and what stands beside it, this program and its command, a program to run. */
function isOneCommand(word: string, next: string): boolean {
  return FLAG.test(next) || /^\.{1,2}\/./.test(next) || word === "unflushed" || (FLAG.test(word) && /\w$/.test(word));
}

function columns(text: string): number {
  return withoutColors(text).length;
}
