/**
 * A note that a person wrote after the end of a line: `// too early`, `<-- here`, `# the rest`. strace prints no two
 * blanks after a result, so whatever stands after two is a note too.
 */
const NOTE = /(?:[ \t]{2}|\t| (?=\/\/|#|<[-=<]|;|!|\*|\/\*|--|-+>|=+>|\xe2\x86|\xe2\x80\x94))/y;

/** True if a note stands at `at`, and nothing else. */
export function isNoteAt(text: string, at: number): boolean {
  NOTE.lastIndex = at;
  return NOTE.test(text);
}

const ENDED = /^(?:\+\+\+ .*? \+\+\+|--- .*? ---)(?=[ \t])/s;

/** The line of a signal or of an exit without the note after it. */
export function withoutNote(text: string): string {
  const ended = ENDED.exec(text)?.[0];
  return ended !== undefined && isNoteAt(text, ended.length) ? ended : text;
}
