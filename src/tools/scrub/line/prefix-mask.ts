import { type Prefix, PrefixForm } from "../../../core/strace/line/prefix/prefix.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { blank } from "./mask.js";

/** The columns of a line: the thread's command name and the SELinux context are replaced, the rest stays. */
export function maskPrefix(text: string, prefix: Prefix, names: Pseudonyms): string {
  const { forms, commStart, commEnd, contextStart, contextEnd } = prefix;
  let masked = "";
  let from = 0;
  if (forms & PrefixForm.comm) {
    masked += text.slice(from, commStart) + names.command(text.slice(commStart, commEnd));
    from = commEnd;
  }
  if (forms & PrefixForm.securityContext) {
    masked += text.slice(from, contextStart) + blank(text.slice(contextStart, contextEnd));
    from = contextEnd;
  }
  return masked + text.slice(from, prefix.offset);
}
