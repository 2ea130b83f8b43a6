import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { FindingRecord, PathRecord } from "../../../core/records/record.js";
import { grouped } from "../../../core/text/quantities.js";
import type { ModelSource } from "../model/model-source.js";
import { hashOfPlace, type ShownPlace } from "../model/place.js";
import { type RowOrder, sortedRows } from "../model/row-order.js";
import { type ExchangeRow, findingOf, NOT_JOINED, NOT_YET, storyAt, storyOf } from "../model/shown-connection.js";
import { VERDICT_LOOKS } from "../model/verdicts.js";
import { ExchangeTable } from "../table/exchange-table.js";
import { VerdictMark } from "../table/verdict-mark.js";
import { countedNote } from "../text/counted-words.js";
import { shortened, shortenedBytes } from "../text/shortened.js";
import { Traced } from "../text/traced.js";
import { DetailFacts } from "./detail-facts.js";
import { FindingCard } from "./finding-card.js";
import { HopsRow } from "./hops-row.js";
import { StoryView } from "./story-view.js";

interface DetailPageProps {
  readonly source: ModelSource;
  readonly version: number;
  readonly place: ShownPlace & { readonly kind: "connection" };
}

const BY_TIME: RowOrder = { by: "time", isDescending: false };

/** A connection, or one of its exchanges: its findings, its chart and its calls, the hops of its path. */
export function DetailPage({ source, version, place }: DetailPageProps) {
  const { model } = source;
  const { capture, connection: id, exchange: asked } = place;
  const heading = useRef<HTMLHeadingElement>(null);
  const [order, setOrder] = useState(BY_TIME);
  const connection = model.connection(capture, id);
  const count = connection?.rows.length ?? 0;
  const index = asked ?? (count === 1 ? 0 : null);
  const row = index === null ? null : (connection?.rows.find((each) => each.index === index) ?? null);
  const known =
    connection?.findings.filter((each) =>
      asked === null ? index === null || each.exchange === index || each.exchange === null : each.exchange === index,
    ) ?? [];
  const findings = useMemo(() => known.slice(0, 20).map(findingOf), [connection, index, known.length]);
  const line = findings[0]?.line ?? row?.line ?? null;
  const knownStory = connection ? storyAt(connection, line) : null;
  const story = useMemo(() => knownStory && storyOf(knownStory), [knownStory]);
  const path = useMemo(
    () => (index === null ? null : pathWith(model.paths, capture, id, index)),
    [capture, id, index, version],
  );
  const rows = useMemo(() => sortedRows(connection?.rows ?? [], order), [connection, count, order]);
  const proving = useMemo(() => new Set(findings.flatMap((each) => [each.line, ...each.relatedLines])), [findings]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [capture, id, asked]);
  const open = (chosen: ExchangeRow): void => {
    location.hash = hashOfPlace({ ...place, exchange: chosen.index }, model.hasSeveral);
  };
  if (!connection) {
    return (
      <div class="detail">
        <BackLink />
        <h1 ref={heading} tabIndex={-1}>
          {model.reading.state === "reading" ? `${id} has not come yet` : `there is no connection ${id}`}
        </h1>
      </div>
    );
  }
  const title = row ? `${row.subject}${row.status === null ? "" : ` -> ${row.status}`}` : `Connection ${id}`;
  return (
    <div class="detail">
      <BackLink />
      <h1 ref={heading} tabIndex={-1}>
        <Traced text={title} most={400} />
      </h1>
      {row && (
        <p class={`verdict ${row.verdict}`}>
          <VerdictMark verdict={row.verdict} />
          {VERDICT_LOOKS[row.verdict].words}
          {row.lost ? `, ${grouped(row.lost)} bytes lost` : ""}
          {originWords(row, findings)}
        </p>
      )}
      {findings.map((finding) => (
        <FindingCard key={`${finding.rule} ${finding.line}`} finding={finding} rules={model.rules} date={model.date} />
      ))}
      {path && <HopsRow path={path} model={model} />}
      {story && (
        <StoryView story={story} title={shortenedBytes(title, 120)} note={countedNote(story, row)} proving={proving} />
      )}
      {!story && known.length > 0 && <p class="none">The calls of this connection are not in this report.</p>}
      <DetailFacts connection={connection} row={row} date={model.date} path={model.captureName(capture)} />
      {asked === null && count > 1 && (
        <section aria-labelledby="own-title">
          <h2 id="own-title">Exchanges of the connection</h2>
          <ExchangeTable
            rows={rows}
            order={order}
            onOrder={setOrder}
            onOpen={open}
            context={model}
            id="own-exchanges"
          />
        </section>
      )}
      {asked !== null && count > 1 && (
        <p>
          <a href={hashOfPlace({ ...place, exchange: null }, model.hasSeveral)}>
            all {grouped(count)} exchanges of {id}
          </a>
        </p>
      )}
    </div>
  );
}

function BackLink() {
  return (
    <p class="back control">
      <a href="#overview" aria-keyshortcuts="Escape">
        ← Overview
      </a>{" "}
      <kbd aria-hidden="true">Esc</kbd>
    </p>
  );
}

/** `, first on c2 of app.strace`; empty if the bytes were lost here. */
function originWords({ origin }: ExchangeRow, findings: readonly FindingRecord[]): string {
  if (origin === "" || origin === "here") return "";
  if (origin === NOT_YET) return `, ${NOT_JOINED}`;
  if (origin === "not known") return ", first at a hop that is not known";
  const first = findings.find((each) => each.origin)?.origin;
  if (!first) return `, first on ${origin}`;
  return `, first on ${first.connection}${first.capture === findings[0]?.capture ? "" : ` of ${shortened(first.path, 80)}`}`;
}

/** The path on which an exchange is. */
function pathWith(paths: readonly PathRecord[], capture: number, id: string, index: number): PathRecord | null {
  return (
    paths.find(({ exchanges }) =>
      exchanges.some((each) => each.capture === capture && each.connection === id && each.exchange === index),
    ) ?? null
  );
}
