import type { Verdict } from "../../../core/protocols/exchange.js";
import { VERDICT_LOOKS } from "../model/verdicts.js";

/** The mark of a verdict, which differs in its shape; its words stand beside it. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span class={`mark ${verdict}`} aria-hidden="true">
      {VERDICT_LOOKS[verdict].mark}
    </span>
  );
}
