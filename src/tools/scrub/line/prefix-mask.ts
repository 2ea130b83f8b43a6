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
/** Digits of a fraction of a second: strace prints 3, 6 or 9. */
const FRACTION = /^(?:\d{1,6}|\d{9})$/;

/** Pids and times with as many digits as strace prints. `-i` prints an address, of which nothing stays. */
function maskColumns(text: string): string {
  return text
    .replace(/\[[0-9a-f]{8,}\]/g, (address) => address.replace(/[1-9a-f]/g, "0"))
    .replace(/(\.?)([0-9]+)/g, (_all, point: string, digits: string) => {
      const isKept = point === "" ? digits.length <= PID || digits.length === EPOCH : FRACTION.test(digits);
      return point + (isKept ? digits : otherNumber(digits));
    });
}
