import { type Prefix, PrefixForm } from "../../../core/strace/line/prefix/prefix.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { blank } from "./mask.js";
import { otherNumber, PID } from "./numbers.js";

/** The columns of a line: pids and times stay; the thread's command name and the SELinux context are replaced. */
export function maskPrefix(text: string, prefix: Prefix, names: Pseudonyms): string {
  const { forms, commStart, commEnd, contextStart, contextEnd } = prefix;
  let masked = "";
  let from = 0;
  if (forms & PrefixForm.comm) {
    masked += maskColumns(text.slice(from, commStart)) + names.command(text.slice(commStart, commEnd));
    from = commEnd;
  }
  if (forms & PrefixForm.securityContext) {
    masked += maskColumns(text.slice(from, contextStart)) + blank(text.slice(contextStart, contextEnd));
    from = contextEnd;
  }
  return masked + maskColumns(text.slice(from, prefix.offset));
}

/** What stands between the words of the columns. */
const WORD = /[^\s[\]().:+<>?]+/g;
/** Seconds since the epoch have ten digits until the year 2286. */
const EPOCH = 10;
/** Digits of an hour, of a fraction of a second. */
const CLOCK = 2;
const MICROSECONDS = 6;
const NANOSECONDS = 9;

/** Pids and times with as many digits as strace prints. Of the address that `-i` prints nothing stays. */
function maskColumns(text: string): string {
  return text.replace(WORD, (word, at: number) => {
    if (word === "pid" && text[at - 1] === "[") return word;
    if (!/^[0-9]+$/.test(word)) return word.replace(/[0-9a-f]/g, "0").replace(/[^0-9]/g, "x");
    return isKept(word, text.slice(0, at), text.slice(at + word.length)) ? word : otherNumber(word);
  });
}

function isKept({ length }: string, before: string, after: string): boolean {
  if (before.endsWith(".")) return length <= MICROSECONDS || length === NANOSECONDS;
  if (before.endsWith(":") || after.startsWith(":")) return length <= CLOCK;
  const isBracketed = before.lastIndexOf("[") > before.lastIndexOf("]");
  return length <= PID || (length === EPOCH && !isBracketed && /^(?:\.| |$)/.test(after));
}
