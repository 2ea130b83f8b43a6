import { isSyscallName } from "../../../syscalls/names.js";

/**
 * A note that a person wrote after the end of a line: `// too early`, `<-- here`, `# the rest`. strace prints no two
 * blanks after a result, so whatever stands after two is a note too.
 */
const NOTE = /(?:[ \t]{2}|\t| (?=\/\/|#|<[-=<]|;|!|\*|\/\*|--|-+>|=+>|\xe2\x86|\xe2\x80\x94))/y;

/** What a line of strace's begins with, up to the name of its call. */
const OWN_START = /\s*(?:\[pid +\d+\] *|\d+ +)?(?:[\d:.+]+ +)*(?:<\.\.\. )?([a-z_][a-z_0-9]*)(?:\(| resumed>)/y;

/** True if a note stands at `at`, and nothing else. A line of strace's that lost the newline before it is no note. */
export function isNoteAt(text: string, at: number): boolean {
  NOTE.lastIndex = at;
  if (!NOTE.test(text)) return false;
  OWN_START.lastIndex = at;
  const name = OWN_START.exec(text)?.[1];
  return name === undefined || !isSyscallName(name);
}

const ENDED = /^(?:\+\+\+ .*? \+\+\+|--- .*? ---)(?=[ \t])/s;

/** The line of a signal or of an exit without the note after it. */
export function withoutNote(text: string): string {
  const ended = ENDED.exec(text)?.[0];
  return ended !== undefined && isNoteAt(text, ended.length) ? ended : text;
}
