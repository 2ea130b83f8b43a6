import { plural } from "../../../core/text/quantities.js";
import type { RunModel } from "../model/run-model.js";
import type { Notice } from "../model/run-notices.js";
import { shortened } from "../text/shortened.js";

/** More than this is folded away. */
const OPEN_UP_TO = 4;

/** What is to be known of the captures: failures, blind spots with what would cure them, why nothing was judged. */
export function Notices({ model }: { readonly model: RunModel }) {
  const all = [...said("path", model.alone), ...model.notices.all, ...storyNotices(model)];
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

/** What the report does not hold of the calls of responses with findings. */
function storyNotices({ stories, summary }: RunModel): Notice[] {
  if (!stories || !summary || summary.findings === 0) return [];
  if (!stories.hasCalls) return said("calls", "these records came without calls: there are no curves");
  if (stories.leftOut === 0) return [];
  return said(
    "calls",
    `those of ${plural(stories.leftOut, "finding")} are not in this report: it has no room for more than those of ${plural(stories.written, "response")}`,
  );
}

function said(kind: Notice["kind"], text: string): Notice[] {
  return text === "" ? [] : [{ kind, head: "", text, advice: "" }];
}
