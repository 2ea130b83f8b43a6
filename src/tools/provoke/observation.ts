import { LineSplitter } from "../../capture/lines.js";
import { Analyzer } from "../../core/analysis/analyzer.js";
import type { Connection, ConnectionFinding } from "../../core/analysis/model.js";
import type { Cause, Exchange, Verdict } from "../../core/protocols/exchange.js";
import { StraceReader } from "../../core/strace/reader.js";
import type { ProbeTarget } from "../probe/url.js";
import { CallBook } from "./call-book.js";
import { ProbedConnection } from "./probed-connection.js";
import type { ResponseWrite } from "./response-write.js";

/** What a capture says of the response to the probe's request. */
export interface ResponseObservation {
  readonly writes: readonly ResponseWrite[];
  /** False where nothing shows that the socket's writes do not wait: the kernel never refuses one that waits. */
  readonly isNonBlocking: boolean;
  /** After the last refused write the kernel told of room, and the program wrote nothing more. */
  readonly wasWokenInVain: boolean;
  readonly verdict: Verdict | null;
  readonly cause: Cause | null;
  readonly declaredBytes: number | null;
  readonly acceptedBytes: number | null;
  /** Declared bytes, or bytes last refused, that were never handed over. */
  readonly outstandingBytes: number | null;
  /** Ids of the rules that matched on the connection. */
  readonly rules: readonly string[];
  /** Refusals that hit something else than the response. */
  readonly strayRefusals: number;
}

interface Seen {
  readonly probed: ProbedConnection;
  readonly findings: ConnectionFinding[];
  exchange: Exchange | null;
}

/**
 * Reads a run's capture. `calls` are those that strace was told to trace. The probe's connection is the first one to
 * its target on which the program read anything.
 */
export function observe(capture: Buffer, target: ProbeTarget, calls: ReadonlySet<string>): ResponseObservation {
  const ledger = new CallBook();
  const seen = new Map<Connection, Seen>();
  const of = (connection: Connection): Seen => {
    const known = seen.get(connection);
    if (known) return known;
    const made = { probed: new ProbedConnection(connection, ledger), findings: [], exchange: null };
    seen.set(connection, made);
    return made;
  };
  const analyzer = new Analyzer(
    {
      onEvent: (connection, event) => of(connection).probed.event(event),
      onExchange: (connection, exchange) => {
        of(connection).exchange ??= exchange;
      },
      onFinding: (found) => of(found.connection).findings.push(found),
    },
    { traced: calls },
  );
  const reader = new StraceReader((event) => ledger.event(event));
  const lines = new LineSplitter((bytes, start, end, pid, isCut) => {
    reader.read(bytes, start, end, pid, isCut); // first: the events ask the ledger
    analyzer.line(bytes, start, end, pid, isCut);
  });
  lines.push(capture);
  lines.finish();
  reader.finish();
  analyzer.finish("");
  const asked = [...seen.values()].filter(({ probed }) => probed.wasAsked);
  const found = asked.find(({ probed }) => isTo(probed.connection, target)) ?? asked[0];
  return found ? observationOf(found, ledger) : { ...NOTHING_OBSERVED, strayRefusals: ledger.injected };
}

/** Seconds: just before the server is stopped, the probe hangs up, which makes the kernel tell of room as well. */
const IN_VAIN = 0.25;

/** What a capture tells in which no request of the probe's is seen. */
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

function observationOf({ probed, findings, exchange }: Seen, ledger: CallBook): ResponseObservation {
  const { writes, isNonBlocking, wokenAt } = probed;
  const response = exchange?.response ?? null;
  const debt = findings.find(({ exchange }) => exchange === null)?.finding.outstandingBytes ?? null;
  return {
    writes,
    isNonBlocking,
    wasWokenInVain: wokenAt !== null && (ledger.stoppedAt ?? 0) - wokenAt > IN_VAIN,
    verdict: exchange?.verdict ?? null,
    cause: exchange?.cause ?? null,
    declaredBytes: response?.declaredBytes ?? null,
    acceptedBytes: response?.acceptedBytes ?? null,
    outstandingBytes: exchange?.outstandingBytes ?? debt,
    rules: [...new Set(findings.map(({ finding }) => finding.rule.id))],
    strayRefusals: ledger.injected - writes.filter(({ isInjected }) => isInjected).length,
  };
}

function isTo({ local }: Connection, { transport, host, port }: ProbeTarget): boolean {
  return transport === "unix" ? local === `unix:${host}` : (local?.endsWith(`:${port}`) ?? false);
}
