import { kindWords } from "../../../core/formats/text/kinds.js";
import { timeRange } from "../../../core/formats/text/time-range.js";
import { byteSize } from "../../../core/text/byte-size.js";
import { grouped, plural } from "../../../core/text/quantities.js";
import { hashOfPlace } from "../model/place.js";
import type { RunModel } from "../model/run-model.js";
import { NOT_JOINED } from "../model/shown-connection.js";
import { shortened, shortenedBytes } from "../text/shortened.js";

/** So many kinds are shown. */
const MOST = 12;

/** The kinds of findings, with what each comes to and where the first one is. */
export function FoundKinds({ model }: { readonly model: RunModel }) {
  const kinds = model.notices.kinds.counts;
  if (kinds.length === 0) return null;
  return (
    <section aria-labelledby="kinds-title">
      <h2 id="kinds-title">Findings{model.alone && `, ${NOT_JOINED}`}</h2>
      <ul class="kinds">
        {kinds.slice(0, MOST).map((each) => {
          const { kind, findings, lostBytes, unknown } = each;
          const lost =
            lostBytes > 0 && !model.alone ? `${unknown > 0 ? "at least " : ""}${byteSize(lostBytes)} lost` : "";
          const facts = [lost, timeRange(each, model.date), kindWords(kind)].filter(Boolean).join(", ");
          const href = hashOfPlace(model.notices.firstOf(each), model.hasSeveral);
          return (
            <li key={JSON.stringify(kind)} class={kind.level}>
              <b class="count">{grouped(findings)}</b>
              <span>
                <span class="level">{kind.level}</span> <a href={href}>{shortened(kind.rule, 100)}</a>
              </span>
              <span class="facts">{shortenedBytes(facts, 300)}</span>
            </li>
          );
        })}
      </ul>
      {kinds.length > MOST && <p class="more">and {plural(kinds.length - MOST, "more kind")}</p>}
    </section>
  );
}
