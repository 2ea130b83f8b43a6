import type { Verdict } from "../../core/protocols/exchange.js";
import type { FindingIdentity } from "../../core/records/finding-identity.js";
import { grouped } from "../../core/text/quantities.js";
import type { VerdictCounts } from "./model.js";

/** The words for each verdict, in the order in which a sentence lists them. */
const WORDS: Readonly<Record<Verdict, string>> = {
  complete: "complete",
  truncated: "truncated",
  overrun: "overrun",
  undetermined: "undetermined",
  "aborted-by-peer": "aborted by the peer",
  "in-flight": "in flight",
};

/** `24 complete, 1 undetermined`. */
export function verdictWords(verdicts: VerdictCounts): string {
  const counts = (Object.keys(WORDS) as Verdict[]).flatMap((verdict) => {
    const count = verdicts[verdict] ?? 0;
    return count > 0 ? [`${grouped(count)} ${WORDS[verdict]}`] : [];
  });
  return counts.length > 0 ? counts.join(", ") : "no response";
}

/** `shut-wr-outstanding, POST /14900000, by shut-wr`. */
export function findingWords({ rule, role, method, target, cause, serverName }: FindingIdentity): string {
  return [
    rule,
    ...(serverName === undefined ? [] : [`TLS stream of ${serverName}`]),
    ...(method === null ? [] : [`${method} ${target}`]),
    ...(cause === null ? [] : [`by ${cause}`]),
    ...(role === "client" ? ["as the client"] : []),
  ].join(", ");
}
