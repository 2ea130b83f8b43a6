import { syscallNameAtEnd } from "../../syscalls/names.js";

const ENDS_LIKE_STRACE = /(?:\) += (?:\?|-?\d|0x)[^"]*|<(?:unfinished|detached) \.\.\.>|\+\+\+|---)$/;
const START =
  /\[pid +\d+(?:<[^>]*>)?\] |\d\d:\d\d:\d\d(?:\.\d+)? |--- (?:SIG|stopped)|\+\+\+ (?:exited|killed|superseded)|<\.\.\. \w+ resumed>|[a-z_0-9]+(?=\()/g;

/**
 * When the traced program's output has no newline, strace's line follows it on the same line. Gives each end of `text`
 * that may be such a line, the longest first. `names` are those of the calls that the capture has shown.
 */
export function* gluedLines(text: string, names: ReadonlySet<string>): Generator<string> {
  if (!ENDS_LIKE_STRACE.test(text)) return;
  for (const match of text.matchAll(START)) {
    const isName = text[match.index + match[0].length] === "(";
    if (!isName) {
      if (match.index > 0) yield text.slice(match.index);
      continue;
    }
    const name = syscallNameAtEnd(match[0]);
    if (name === null || !names.has(name)) continue;
    yield text.slice(match.index + match[0].length - name.length);
  }
}
