/** The decorations of fds in calls as strace usually prints them: `7<TCP:[127.0.0.1:80->127.0.0.1:5000]>`, and no quotes. */
import { byteAt, startsWith } from "../../bytes";
import { Char } from "../../char";

/** After the decoration at p, if there is one, and the text that has to follow; 0: other text stands there. */
export function afterDecorated(p: usize, end: usize, text: string): usize {
  if (p === end || byteAt(p) !== Char.Less) return after(p, end, text);
  const first = endOfRun(p + 1, end);
  if (first === end || byteAt(first) !== Char.Greater) return 0;
  if (byteAt(first - 1) === Char.Minus) {
    const second = endOfRun(first + 1, end); // the `>` was that of an arrow
    const isClosed = second !== end && byteAt(second) === Char.Greater;
    const longer = isClosed ? after(second + 1, end, text) : 0;
    if (longer !== 0) return longer;
  }
  return after(first + 1, end, text);
}

function after(p: usize, end: usize, text: string): usize {
  return startsWith(p, end, text) ? p + text.length : 0;
}

/** Where the characters end that are no angle brackets and no quotes. */
function endOfRun(p: usize, end: usize): usize {
  while (p < end && byteAt(p) !== Char.Less && byteAt(p) !== Char.Greater && byteAt(p) !== Char.Quote) p++;
  return p;
}
