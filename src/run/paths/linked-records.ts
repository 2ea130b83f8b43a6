import { endHash } from "../../core/paths/target-hash.js";
import type { ExchangeRun } from "../../core/records/exchange-run.js";
import type { FindingRecord, OriginRecord, PathExchange, PathRecord } from "../../core/records/record.js";
import { RecordLine } from "../../core/records/record-line.js";
import { RecordFile, replay } from "../check/record-file.js";
import type { RecordSink } from "../documents/record-sink.js";
import { joinPaths } from "./join-paths.js";

/** Where bytes of an exchange were lost first, if its own capture alone cannot say it. */
interface Settled {
  readonly origin: PathExchange;
  /** The way of the loss, from the exchange inwards. */
  readonly hops: readonly PathExchange[];
  /** True if that is in another capture. */
  readonly isElsewhere: boolean;
  /** True if its own finding is only an echo. */
  readonly isEcho: boolean;
}

/**
 * Joins the paths of several captures. A later capture may show that the finding of an earlier one is the echo of another hop's loss, so
 * records are held back from the first finding on, in a file without a name, until all captures are read.
 */
export class LinkedRecords implements RecordSink {
  readonly wantsConnections: boolean;
  readonly #paths: PathRecord[] = [];
  readonly #names = new Map<number, string>();
  /** The addresses on which the programs of each capture answer. */
  readonly #answersOn = new Map<number, ReadonlySet<number>>();
  #held: RecordFile | null = null;

  constructor(private readonly output: RecordSink) {
    this.wantsConnections = output.wantsConnections;
  }

  take(line: RecordLine): void {
    if (line.kind === "path") {
      this.#paths.push((line as RecordLine<"path">).value);
      return;
    }
    if (line.kind === "capture") {
      const { capture, answersOn } = (line as RecordLine<"capture">).value;
      this.#answersOn.set(capture, new Set(answersOn.map(endHash)));
    }
    if (line.kind === "begin") {
      const { capture, path } = (line as RecordLine<"begin">).value;
      this.#names.set(capture, path);
    }
    if (line.kind === "finding") this.#held ??= new RecordFile(this.wantsConnections);
    (this.#held ?? this.output).take(line);
  }

  takeExchanges(run: ExchangeRun): void {
    (this.#held ?? this.output).takeExchanges(run);
  }

  warning(text: string): void {
    this.output.warning(text); // at once: a person may be waiting
  }

  /** All captures are read: hands on what was held back, and then the paths. */
  async finish(caughtUp: () => Promise<void>): Promise<void> {
    const paths = joinPaths(this.#paths, this.#answersOn);
    const held = this.#held;
    this.#held = null; // what comes now is not about a capture
    if (held) {
      held.flush();
      try {
        await replay(held.fd, this.#linking(paths), { recorded: 0, capture: 0, caughtUp });
      } catch (error) {
        held.close();
        throw error;
      }
    }
    for (const path of paths) this.output.take(RecordLine.of({ ...path, capture: null }));
  }

  /** Hands findings on with what the paths say of them. */
  #linking(paths: readonly PathRecord[]): RecordSink {
    const settled = settledBy(paths);
    const { output } = this;
    return {
      wantsConnections: this.wantsConnections,
      take: (line) => {
        const found = line.kind === "finding" ? (line as RecordLine<"finding">).value : null;
        const known = found && settled.get(keyOf(found));
        output.take(found && known ? RecordLine.of(this.#linked(found, known)) : line);
      },
      takeExchanges: (run) => output.takeExchanges(run),
      warning: (text) => output.warning(text),
    };
  }

  #named(hop: PathExchange): PathExchange {
    const path = this.#names.get(hop.capture);
    return path === undefined ? hop : { ...hop, path };
  }

  #linked(finding: FindingRecord, { origin, hops, isElsewhere, isEcho }: Settled): FindingRecord {
    const { undecided: _, ...settled } = finding;
    if (!isElsewhere) return settled;
    const path = this.#names.get(origin.capture) ?? "";
    const reason = `bytes were lost first at ${origin.connection} of ${path}`;
    const suppressed = finding.suppressed ?? (isEcho ? ({ by: "path", reason } as const) : null);
    const named = hops.map((hop) => (hop.capture === finding.capture ? hop : this.#named(hop)));
    return { ...settled, origin: originRecord(origin, path), hops: named, suppressed };
  }
}

function originRecord(first: PathExchange, path: string): OriginRecord {
  const { capture, connection, exchange, responseLine: line, declaredBytes, acceptedBytes } = first;
  return { capture, path, connection, exchange, line, declaredBytes, acceptedBytes };
}

/** Exchanges whose bytes were lost first at another one, by the paths of all captures. */
function settledBy(paths: readonly PathRecord[]): ReadonlyMap<string, Settled> {
  const all = new Map<string, Settled>();
  for (const { exchanges, origin } of paths) {
    if (origin === null) continue;
    const first = exchanges[origin] as PathExchange;
    for (const [index, exchange] of exchanges.entries()) {
      if (index >= origin) continue;
      const isElsewhere = exchange.capture !== first.capture;
      const isEcho = isElsewhere && isLastOf(exchanges, index); // the note of a hop that passed it on stands: it names the origin
      all.set(keyOf(exchange), { origin: first, hops: exchanges.slice(index), isElsewhere, isEcho });
    }
  }
  return all;
}

/** True for the last exchange that a capture shows of a path: there it had its finding, as if bytes had been lost there. */
function isLastOf(exchanges: readonly PathExchange[], index: number): boolean {
  return exchanges[index + 1]?.capture !== exchanges[index]?.capture;
}

function keyOf({
  capture,
  connection,
  exchange,
}: {
  capture: number;
  connection: string;
  exchange: number | null;
}): string {
  return `${capture} ${connection} ${exchange}`;
}
