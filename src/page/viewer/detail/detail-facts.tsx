import type { ComponentChildren } from "preact";
import type { Moment } from "../../../core/analysis/model.js";
import { grouped } from "../../../core/text/quantities.js";
import { wallClock } from "../../../core/text/wall-clock.js";
import type { ExchangeRow, ShownConnection } from "../model/shown-connection.js";
import { EVIDENCE_WORDS } from "../text/evidence-words.js";
import { Traced } from "../text/traced.js";

interface DetailFactsProps {
  readonly connection: ShownConnection;
  readonly row: ExchangeRow | null;
  readonly date: string | null;
  /** What the user calls the capture. */
  readonly path: string;
}

/** What is known of a connection and an exchange, besides findings. */
export function DetailFacts({ connection, row, date, path }: DetailFactsProps) {
  const { id, record } = connection;
  const at = ({ line, time }: Moment): string =>
    [`line ${grouped(line)}`, wallClock(time, record?.clock ?? null, date)].filter(Boolean).join(", ");
  const facts: (readonly [name: string, value: ComponentChildren])[] = [
    ["capture", path && <Traced text={path} isPath />],
    ["connection", `${id}${record ? `, fd ${record.fd}, ${record.transport} ${record.role}` : ""}`],
    ["process", record?.pid],
    ["protocol", record?.protocol],
    ["own address", record?.local && <Traced text={record.local} />],
    ["peer", record?.peer && <Traced text={record.peer} />],
    ["opened", record && at(record.opened)],
    ["ended", record?.ended && `${at(record.ended)}, by ${record.ended.by}`],
    ["response began", row?.line != null && at({ line: row.line, time: row.time })],
    ["body ends by", row?.framing],
    ["declared", row?.declared != null && `${grouped(row.declared)} bytes`],
    ["accepted", row?.accepted != null && `${grouped(row.accepted)} bytes`],
    ["ended by", row?.cause],
    ["evidence", row?.evidence && row.findings.length === 0 && `${row.evidence}: ${EVIDENCE_WORDS[row.evidence]}`],
    ["blind spots", row && row.blindSpots.length > 0 && row.blindSpots.join(", ")],
  ];
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">Facts</h2>
      <dl class="facts-list">
        {facts
          .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== "")
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
