import type { UnflushedError } from "../../errors.js";
import type { AnalysisListener } from "../analysis/analyzer.js";
import type { CaptureFacts, Connection, ConnectionFinding, Summary } from "../analysis/model.js";
import type { Silence } from "../analysis/silence/model.js";
import { isSureLoss, type Path } from "../paths/path.js";
import type { CaptureTimes } from "../strace/capture-clock.js";
import type { LinePlaces, Place } from "../strace/line-places.js";
import type { CaptureClock } from "../text/wall-clock.js";
import { type Suppressor, suppressedBy } from "./active-rules.js";
import { factsWithStart } from "./capture-start.js";
import { connectionFactsText } from "./connection-facts.js";
import type { StatedExpectation } from "./deviation.js";
import { eventRecord } from "./event.js";
import { exchangeFactsText, plainFactsText } from "./exchange-facts.js";
import { ExchangeRun } from "./exchange-run.js";
import { pathRecord } from "./path-record.js";
import { placedFacts } from "./placed.js";
import type { AnalysisRecord, Suppression } from "./record.js";
import { RecordLine } from "./record-line.js";
import type { RecordSink } from "./record-sink.js";
import { exchangeHead } from "./record-text.js";
import { captureRecord, findingRecord } from "./to-record.js";
import type { WaitingFacts } from "./waiting-facts.js";

/** Which capture records are about. */
export interface CaptureIdentity {
  /** Its number, from 0. */
  readonly capture: number;
  /** Its place in the list of all captures, from 0. */
  readonly position: number;
  /** What the user calls it. */
  readonly path: string;
  /** True if paths are joined across captures, so that those are reported, too, of which one capture does not prove a loss. */
  readonly allPaths?: boolean | undefined;
  /** True if each connection says when the capture begins, for a filter that takes it off again. */
  readonly saysStart?: boolean | undefined;
  /** Where its lines stand, if it consists of several files. */
  readonly places?: LinePlaces;
}

/** Before the first exchanges of a connection. */
const NO_EXCHANGES: Pick<ExchangeRun, "end"> = { end: 0 };

/** Says why a capture expects a finding; null if it does not. Asked once for each finding. */
type Expecting = (found: ConnectionFinding) => Suppression | null;

/** Makes the records of one capture from what the analyzer reports, and hands them to `output` at once. */
export class CaptureRecords {
  /** For the analyzer. */
  readonly listener: AnalysisListener;
  #times: (() => CaptureTimes) | null = null;
  readonly #placeOf = (line: number): Place | null => this.identity.places?.of(line) ?? null;

  constructor(
    private readonly identity: CaptureIdentity,
    private readonly suppressors: readonly Suppressor[],
    private readonly output: RecordSink,
    private readonly makeWaiting: () => WaitingFacts,
    private readonly expecting: Expecting = () => null,
  ) {
    const connections = output.wantsConnections ? this.#connections() : {};
    const events = output.eventNeed === "none" ? {} : { onEvent: this.#event };
    this.listener = {
      ...connections,
      ...events,
      onTimes: (times) => {
        this.#times = times;
      },
      onFinding: (found) => this.#finding(found),
      onPath: (path) => this.#path(path),
      ignoresUnprovenPaths: !identity.allPaths,
    };
  }

  begin(): void {
    const { capture, position, path } = this.identity;
    this.#put({ kind: "begin", capture, position, path });
  }

  /** The first connection that ended without a verdict; for a capture that is read while it is recorded. */
  silent({ id }: Connection, { code, message }: Silence): void {
    this.#put({ kind: "silence", capture: this.identity.capture, connection: id, code, message });
  }

  /** The capture was read, to its end or as far as it could be. */
  end(facts: CaptureFacts, summary: Summary, stated: StatedExpectation | null = null): void {
    this.#put(captureRecord(this.identity.capture, facts, summary, stated));
  }

  /** The capture could not be read; `isRead` if a part of it was, so that it keeps its number. */
  fail({ code, message }: UnflushedError, isRead: boolean): void {
    const { capture, path } = this.identity;
    this.#put({ kind: "failure", capture: isRead ? capture : null, path, code, message });
  }

  /** It is not a capture, and the user did not name it. */
  skip({ code }: UnflushedError): void {
    this.#put({ kind: "skipped", path: this.identity.path, code });
  }

  readonly #event: NonNullable<AnalysisListener["onEvent"]> = (...happened) =>
    this.#put(eventRecord(this.identity.capture, this.#times?.().clock ?? null, ...happened, this.#placeOf));

  #finding(found: ConnectionFinding): void {
    const { capture, path } = this.identity;
    const expected = this.expecting(found);
    const record = suppressedBy(this.suppressors, findingRecord(capture, path, found, this.#placeOf));
    this.#put({ ...record, suppressed: record.suppressed ?? expected });
  }

  /** A path of which no loss is proven can still join others, of other captures. */
  #path(path: Path<Connection>): void {
    if (!this.identity.allPaths && !isSureLoss(path)) return;
    this.#put(pathRecord(this.identity.capture, path, this.#placeOf));
  }

  /** A connection is reported when it is over; its exchanges wait for that. */
  #connections(): AnalysisListener {
    const { capture, saysStart, places } = this.identity;
    const inFiles = (facts: string): string => (places?.isSet ? placedFacts(facts, this.#placeOf) : facts);
    const waiting = this.makeWaiting();
    const report = (id: string, connectionFacts: string, clock: CaptureClock | null): void => {
      const facts = saysStart ? factsWithStart(connectionFacts, this.#times?.().start ?? null) : connectionFacts;
      this.output.take(RecordLine.connection(capture, id, clock, inFiles(facts)));
      const head = exchangeHead(capture, id);
      let before = NO_EXCHANGES;
      for (const facts of waiting.takeJoined(id)) {
        const run = new ExchangeRun(head, before.end, inFiles(facts));
        this.output.takeExchanges(run);
        before = run;
      }
    };
    return {
      onExchange: ({ id }, exchange) => waiting.add(id, exchangeFactsText(exchange)),
      onPlainExchange: ({ id }, exchange) => waiting.add(id, plainFactsText(exchange)),
      onPlainFacts: (id, facts) => waiting.add(id, facts),
      onConnection: (connection, clock) => report(connection.id, connectionFactsText(connection), clock),
      onConnectionFacts: report,
    };
  }

  #put(record: AnalysisRecord): void {
    this.output.take(RecordLine.of(record));
  }
}
