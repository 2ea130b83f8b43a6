import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Verdict } from "../../../core/protocols/exchange.js";
import type { ModelSource } from "../model/model-source.js";
import { filterOfHash, hashOfFilter, hashOfPlace, placeOfHash } from "../model/place.js";
import { type RowOrder, sortedRows, WORST_VERDICT_FIRST } from "../model/row-order.js";
import { countsSentence } from "../model/run-notices.js";
import { type ExchangeRow, NOT_JOINED } from "../model/shown-connection.js";
import { VERDICTS_BY_RANK } from "../model/verdicts.js";
import { ExchangeTable } from "../table/exchange-table.js";
import { FilterBar } from "../table/filter-bar.js";
import { FoundKinds } from "./found-kinds.js";
import { Lanes } from "./lanes.js";
import { Notices } from "./notices.js";
import { useRowFilter } from "./use-row-filter.js";

interface OverviewProps {
  readonly source: ModelSource;
  readonly version: number;
  /** False while another page stands in its place: what was chosen here stays. */
  readonly isShown: boolean;
}

/** What a run comes to, its connections on the clock, and the table of its exchanges. */
export function Overview({ source, version, isShown }: OverviewProps) {
  const { model } = source;
  const [text, setText] = useState(() => filterOfHash(location.hash) ?? "");
  const [verdicts, setVerdicts] = useState<ReadonlySet<Verdict>>(() => new Set(VERDICTS_BY_RANK));
  const [order, setOrder] = useState<RowOrder>(WORST_VERDICT_FIRST);
  const filter = useRowFilter(text, verdicts, model, version);
  const sorted = useMemo(() => sortedRows(model.rows, order), [model, version, order]);
  const rows = useMemo(() => sorted.filter(filter.keeps), [sorted, filter]);
  const open = ({ connection: { capture, id }, index }: ExchangeRow): void => {
    const place = { kind: "connection", capture, connection: id, exchange: index } as const;
    location.hash = hashOfPlace(place, model.hasSeveral);
  };
  useEffect(() => {
    const isStillShown = isShown && placeOfHash(location.hash).kind === "overview"; // a key may have opened a finding since
    if (isStillShown && (text !== "" || filterOfHash(location.hash) !== null))
      history.replaceState(null, "", hashOfFilter(text));
  }, [isShown, text]);
  useEffect(() => {
    const onHash = (): void => setText((before) => filterOfHash(location.hash) ?? before);
    addEventListener("hashchange", onHash);
    return () => removeEventListener("hashchange", onHash);
  }, []);
  const wasLeft = useRef(false);
  useEffect(() => {
    if (!isShown) wasLeft.current = true;
    else if (wasLeft.current) document.querySelector<HTMLElement>("#exchanges")?.focus({ preventScroll: true });
  }, [isShown]);
  const context = { date: model.date, hasSeveral: model.hasSeveral };
  const counts = model.counts;
  const sentence = model.summary ? model.notices.sentence(model.summary, model.date) : "";
  const total = model.captures.length > 0 ? countsSentence(counts) + (model.alone ? `, ${NOT_JOINED}` : "") : "";
  return (
    <div class="overview" hidden={!isShown}>
      <h1>{sentence || total || (model.reading.state === "reading" ? "reading" : "no records")}</h1>
      {sentence !== "" && <p class="total">{total}</p>}
      <Notices model={model} />
      <FoundKinds model={model} />
      <Lanes model={model} version={version} keeps={filter.keeps} isFiltered={rows.length < sorted.length} />
      <section aria-labelledby="exchanges-title">
        <h2 id="exchanges-title">Exchanges</h2>
        <FilterBar
          text={text}
          onText={setText}
          problem={filter.problem}
          counts={counts}
          verdicts={verdicts}
          onVerdicts={setVerdicts}
          shown={rows.length}
          all={sorted.length}
        />
        <ExchangeTable rows={rows} order={order} onOrder={setOrder} onOpen={open} context={context} id="exchanges" />
      </section>
    </div>
  );
}
