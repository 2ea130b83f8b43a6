import type { FindingRecord, OriginRecord, PathExchange } from "../records/record.js";
import { RecordLine } from "../records/record-line.js";
import { CaptureEchoes } from "./capture-echoes.js";
import type { JoinedPaths } from "./join-paths.js";
import { type Settled, SettledFindings } from "./settled-findings.js";

/** Records of single captures, with what all captures together say of them. They have to come in their order. */
export class CorrectedRecords {
  readonly #settled: SettledFindings;
  readonly #echoes: CaptureEchoes;

  /** @param names the names of the captures, by their numbers */
  constructor(
    joined: JoinedPaths,
    private readonly names: ReadonlyMap<number, string>,
  ) {
    this.#settled = new SettledFindings(joined);
    this.#echoes = new CaptureEchoes(joined);
  }

  of(line: RecordLine): RecordLine {
    if (line.kind === "finding") return this.#finding(line, (line as RecordLine<"finding">).value);
    if (line.kind !== "capture") return line;
    const { value } = line as RecordLine<"capture">;
    const summary = this.#echoes.corrected(value.capture, value.summary);
    return summary === value.summary ? line : RecordLine.of({ ...value, summary });
  }

  #finding(line: RecordLine, finding: FindingRecord): RecordLine {
    const known = this.#settled.of(finding);
    const own = known?.hops[0];
    if (known?.isNewEcho && own) this.#echoes.countFinding(finding.rule, own);
    const isNews = known?.origin && (known.isElsewhere || finding.undecided !== undefined);
    return isNews ? RecordLine.of(this.#linked(finding, known)) : line;
  }

  #linked(finding: FindingRecord, { origin, hops, isElsewhere, isEcho }: Settled): FindingRecord {
    const { undecided: _, ...settled } = finding;
    if (!isElsewhere || origin === null) return settled;
    const path = this.names.get(origin.capture) ?? "";
    const reason = `bytes were lost first at ${origin.connection} of ${path}`;
    const suppressed = finding.suppressed ?? (isEcho ? ({ by: "path", reason } as const) : null);
    const named = hops.map((hop) => (hop.capture === finding.capture ? hop : this.#named(hop)));
    return { ...settled, origin: originRecord(origin, path), hops: named, suppressed };
  }

  #named(hop: PathExchange): PathExchange {
    const path = this.names.get(hop.capture);
    return path === undefined ? hop : { ...hop, path };
  }
}

function originRecord(first: PathExchange, path: string): OriginRecord {
  const { capture, connection, exchange, responseLine: line, responseAt: at } = first;
  const { declaredBytes, acceptedBytes, isAtMost } = first;
  const sizes = { declaredBytes, acceptedBytes, ...(isAtMost && { isAtMost }) };
  return { capture, path, connection, exchange, line, ...(at && { at }), ...sizes };
}
