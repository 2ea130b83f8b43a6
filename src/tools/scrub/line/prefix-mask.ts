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

/** Seconds since the epoch have ten digits until the year 2286. */
const EPOCH = 10;
/** Digits of an hour, of a fraction of a second. */
const CLOCK = 2;
const MICROSECONDS = 6;
const NANOSECONDS = 9;

/** Pids and times with as many digits as strace prints. Of the address that `-i` prints nothing stays. */
function maskColumns(text: string): string {
  return text.replace(/([.:[]?)([^\s[\]().:+<>?]+)(?=(:?))/g, (_all, before: string, word: string, after: string) => {
    if (word === "pid" && before === "[") return "[pid";
    if (!/^[0-9]+$/.test(word)) return before + word.replace(/[0-9a-f]/g, "0").replace(/[^0-9]/g, "x");
    return before + (isKept(word, before, after) ? word : otherNumber(word));
  });
}

function isKept({ length }: string, before: string, after: string): boolean {
  if (before === ".") return length <= MICROSECONDS || length === NANOSECONDS;
  if (before === ":" || after === ":") return length <= CLOCK;
  return length <= PID || length === EPOCH;
}
