import { syscallNameAtEnd } from "../../syscalls/names.js";
import { endsLikeCall } from "./traced-look.js";

const ENDS_LIKE_EVENT = /(?:<(?:unfinished|detached) \.\.\.>|\+\+\+|---)$/;
/** The name of a process, as `-Y` prints it, has 15 bytes, each of up to four characters; the name of a call has fewer than 32. */
const START =
  /\[pid {1,8}\d{1,8}(?:<[^<>]{0,64}>)?\] |\d\d:\d\d:\d\d(?:\.\d+)? |--- (?:SIG|stopped)|\+\+\+ (?:exited|killed|superseded)|<\.\.\. \w{1,40} resumed>|[a-z_0-9]{1,32}(?=\()/g;
/** As many places in a line are tried: each try reads all that follows. */
const MOST = 32;

/**
 * When the traced program's output has no newline, strace's line follows it on the same line. Gives each end of `text`
 * that may be such a line, the longest first. `names` are those of the calls that the capture has shown.
 */
export function* gluedLines(text: string, names: ReadonlySet<string>): Generator<string> {
  if (!ENDS_LIKE_EVENT.test(text) && !endsLikeCall(text)) return;
  let tries = 0;
  for (const match of text.matchAll(START)) {
    const isName = text[match.index + match[0].length] === "(";
    if (!isName) {
      if (match.index > 0) {
        yield text.slice(match.index);
        if (++tries >= MOST) return;
      }
      continue;
    }
    const name = syscallNameAtEnd(match[0]);
    if (name === null || !names.has(name)) continue;
    yield text.slice(match.index + match[0].length - name.length);
    if (++tries >= MOST) return;
  }
}
