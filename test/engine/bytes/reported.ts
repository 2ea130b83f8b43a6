import { newAnalyzer } from "../../../src/capture/follow.js";
import { scanInto, setLinesInto } from "../../../src/capture/scan.js";
import type { AnalysisListener, Taken } from "../../../src/core/analysis/listener.js";
import type { DataEvent } from "../../../src/core/protocols/exchange.js";
import type { SocketEvent } from "../../../src/core/sockets/event.js";
import type { SocketFacts } from "../../../src/core/sockets/socket-facts.js";
import { LineSplitter } from "../../../src/core/strace/line-splitter.js";
import { callsOf, eventFacts, eventsOf, type Facts, Numbers, openFacts, socketFacts } from "./facts.js";

/** Who reads the lines: the engine, as far as they go their usual way; or the reader, every one of them. */
export type By = "engine" | "reader";

/** What a listener hears that looks at bytes, in its order. */
export interface Reported {
  readonly said: readonly Facts[];
  /** The calls that moved bytes, and how those were classified. */
  readonly taken: readonly { readonly event: DataEvent; readonly taken: readonly Taken[] }[];
}

/** Reads a capture for a listener that asks for bytes, and keeps the events: what they say is read at the end. */
export function reportedBy(by: By, text: string, chunk = 1 << 19): Reported {
  const said: Facts[] = [];
  const taken: { event: DataEvent; taken: readonly Taken[] }[] = [];
  const events = new Numbers();
  const sockets = new Numbers();
  const happened = (event: SocketEvent): Facts => ({
    event: events.of(event),
    of: sockets.of(event.socket),
    socket: socketFacts(event.socket),
    open: openFacts(event.socket),
  });
  const listener: AnalysisListener = {
    onBytes: (event, classes) => {
      taken.push({ event, taken: classes });
      said.push({ bytes: happened(event), taken: classes });
    },
    onEvent: ({ id }, event) => said.push({ happened: happened(event), id }),
    onExchange: ({ id }, exchange) => said.push({ exchange: callsOf(exchange, events), id }),
    onFinding: (finding) => said.push({ finding: eventsOf(finding, events), id: finding.connection.id }),
    onConnection: ({ id }) => said.push({ over: id }),
  };
  feed(by, listener, text, chunk);
  for (const event of events.all) said.push(eventFacts(event as SocketEvent));
  for (const socket of sockets.all) said.push(socketFacts(socket as SocketFacts));
  return { said, taken };
}

function feed(by: By, listener: AnalysisListener, text: string, chunk: number): void {
  const { analyzer, reader } = newAnalyzer(listener, {});
  const lines =
    by === "engine" ? scanInto("capture", reader) : new LineSplitter(setLinesInto("capture", reader), { waits: true });
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at += chunk) lines.push(bytes.subarray(at, at + chunk));
  lines.finish();
  analyzer.finish("capture");
}
