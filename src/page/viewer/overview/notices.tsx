import type { RunModel } from "../model/run-model.js";
import type { Notice } from "../model/run-notices.js";
import { shortened } from "../text/shortened.js";

/** More than this is folded away. */
const OPEN_UP_TO = 4;

/** What is to be known of the captures: failures, blind spots with what would cure them, why nothing was judged. */
export function Notices({ model }: { readonly model: RunModel }) {
  const { stories, summary } = model;
  const withoutCalls: Notice[] =
    summary && stories && !stories.hasCalls && summary.findings > 0
      ? [{ kind: "unreadable", head: "", text: "these records came without calls: there are no curves", advice: "" }]
      : [];
  const all = [...model.notices.all, ...withoutCalls];
  if (all.length === 0) return null;
  return (
    <details class="notices" open={all.length <= OPEN_UP_TO}>
      <summary>
        {all.length} {all.length === 1 ? "remark" : "remarks"} on the captures
      </summary>
      <ul>
        {all.map(({ kind, head, text, advice }) => (
          <li key={`${kind} ${head} ${text}`} class={kind === "failure" || kind === "deviation" ? "bad" : ""}>
            <b>{kind}</b> {head !== "" && <code>{shortened(head, 200)}</code>} {shortened(text, 1000)}
            {advice !== "" && <span class="advice">{advice}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
