/**
 * Marks that people put in the place of what they left out of a string: `...`, `<snip>`, `[...]`, `(more headers)`. A text
 * has one char a byte, so that the one sign for dots is three.
 */
const DOTS = "(?:\\.{3,}|\\xe2\\x80\\xa6)";
const WORDS = "(?:snip(?:ped)?|cut|elided|omitted|removed|truncated|skipped|stripped|more)";
const BRACKETED = `[[(<{][ \\t]*(?:${DOTS}|[^\\r\\n\\])>}"=]{0,40}\\b${WORDS}\\b)[^\\r\\n\\])>}"=]{0,40}[\\])>}]`;
const MARK = new RegExp(`${BRACKETED}|${DOTS}`, "i");
const MARKS = new RegExp(MARK.source, "gi");
const EACH_MARK = new RegExp(`(${MARK.source})`, "gi");

/** What stands before the first mark: from there on nobody knows which byte is which. */
export function beforeMark(text: string): string {
  const at = text.search(MARK);
  return at < 0 ? text : text.slice(0, endBeforeBlanks(text, at));
}

/** The parts between the marks; the text alone if it has none. */
export function partsBetweenMarks(text: string): readonly string[] {
  return text.split(MARKS).map((part, index, { length }) => {
    const start = index === 0 ? 0 : startAfterBlanks(part);
    return part.slice(start, index === length - 1 ? part.length : Math.max(start, endBeforeBlanks(part, part.length)));
  });
}

function endBeforeBlanks(text: string, end: number): number {
  let at = end;
  while (at > 0 && isBlank(text[at - 1])) at--;
  return at;
}

function startAfterBlanks(text: string): number {
  let at = 0;
  while (isBlank(text[at])) at++;
  return at;
}

function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

/** The parts and the marks between them, in turn. They concatenate to the text. */
export function partsAndMarks(text: string): readonly string[] {
  return text.split(EACH_MARK);
}
