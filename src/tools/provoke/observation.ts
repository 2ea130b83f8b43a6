import { analyzerOfLines } from "../../capture/analyzed-lines.js";
import type { Connection, ConnectionFinding } from "../../core/analysis/model.js";
import type { Cause, Exchange, Verdict } from "../../core/protocols/exchange.js";
import { LineSplitter } from "../../core/strace/line-splitter.js";
import { StraceReader } from "../../core/strace/reader.js";
import type { ProbeTarget } from "../probe/url.js";
import { CallBook } from "./call-book.js";
import { ProbedConnection } from "./probed-connection.js";
import type { ResponseWrite } from "./response-write.js";

/** What a capture shows of the response to the probe's request. Sizes are bytes; what is not known is null. */
export interface ResponseObservation {
  readonly writes: readonly ResponseWrite[];
  /** True if the capture shows that writes to the socket do not wait. The kernel never refuses a write that waits. */
  readonly isNonBlocking: boolean;
  /** After the last refused write the kernel reported room, and the program wrote nothing more. */
  readonly wasWokenInVain: boolean;
  readonly verdict: Verdict | null;
  readonly cause: Cause | null;
  readonly declaredBytes: number | null;
  readonly acceptedBytes: number | null;
  /** Declared bytes, or else bytes refused last, that the program never handed over. */
  readonly outstandingBytes: number | null;
  /** Ids of the rules with a finding about the connection. */
  readonly rules: readonly string[];
  /** How many refusals hit something else than the response. */
  readonly strayRefusals: number;
}

/** What a run's capture is called in messages. */
const CAPTURE = "the capture of the run";

interface Seen {
  readonly probed: ProbedConnection;
  readonly findings: ConnectionFinding[];
  exchange: Exchange | null;
}

/**
 * Analyses the capture of a run. The probe's connection is the first one to its target on which the program read
 * anything.
 *
 * @param calls names of the calls that strace was asked to trace
 */
export function observe(capture: Buffer, target: ProbeTarget, calls: ReadonlySet<string>): ResponseObservation {
  const book = new CallBook();
  const seen = new Map<Connection, Seen>();
  const of = (connection: Connection): Seen => {
    const known = seen.get(connection);
    if (known) return known;
    const made = { probed: new ProbedConnection(connection, book), findings: [], exchange: null };
    seen.set(connection, made);
    return made;
  };
  const { analyzer, line } = analyzerOfLines(
    CAPTURE,
    {
      onEvent: (connection, event) => of(connection).probed.event(event),
      onExchange: (connection, exchange) => {
        of(connection).exchange ??= exchange;
      },
      onFinding: (found) => of(found.connection).findings.push(found),
    },
    { traced: calls },
  );
  const reader = new StraceReader((event) => book.event(event));
  const lines = new LineSplitter((bytes, start, end, pid, isCut) => {
    reader.read(bytes, start, end, pid, isCut); // first, because the events ask the book
    line(bytes, start, end, pid, isCut);
  });
  lines.push(capture);
  lines.finish();
  reader.finish();
  analyzer.finish(CAPTURE);
  const asked = [...seen.values()].filter(({ probed }) => probed.wasAsked);
  const found = asked.find(({ probed }) => isTo(probed.connection, target)) ?? asked[0];
  return found ? observationOf(found, book) : { ...NOTHING_OBSERVED, strayRefusals: book.injected };
}

/**
 * Seconds between the kernel's report of room and the end, at least. Shortly before the end the probe hangs up, and the
 * kernel reports room because of that.
 */
const IN_VAIN = 0.25;

/** The observation of a capture without a request of the probe. */
export const NOTHING_OBSERVED: ResponseObservation = {
  writes: [],
  isNonBlocking: false,
  wasWokenInVain: false,
  verdict: null,
  cause: null,
  declaredBytes: null,
  acceptedBytes: null,
  outstandingBytes: null,
  rules: [],
  strayRefusals: 0,
};

function observationOf({ probed, findings, exchange }: Seen, book: CallBook): ResponseObservation {
  const { writes, isNonBlocking, wokenAt } = probed;
  const response = exchange?.response ?? null;
  const debt = findings.find(({ exchange }) => exchange === null)?.finding.outstandingBytes ?? null;
  return {
    writes,
    isNonBlocking,
    wasWokenInVain: wokenAt !== null && (book.stoppedAt ?? 0) - wokenAt > IN_VAIN,
    verdict: exchange?.verdict ?? null,
    cause: exchange?.cause ?? null,
    declaredBytes: response?.declaredBytes ?? null,
    acceptedBytes: response?.acceptedBytes ?? null,
    outstandingBytes: exchange?.outstandingBytes ?? debt,
    rules: [...new Set(findings.map(({ finding }) => finding.rule.id))],
    strayRefusals: book.injected - writes.filter(({ isInjected }) => isInjected).length,
  };
}

function isTo({ local }: Connection, { transport, host, port }: ProbeTarget): boolean {
  return transport === "unix" ? local === `unix:${host}` : (local?.endsWith(`:${port}`) ?? false);
}
