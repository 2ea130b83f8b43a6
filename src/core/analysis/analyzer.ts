import type { BlindSpotCode } from "../protocols/blind-spot.js";
import type { DataEvent, Exchange } from "../protocols/exchange.js";
import { HttpConnection } from "../protocols/http1/connection.js";
import type { ByteClassifier } from "../protocols/http1/message-handler.js";
import type { ProtocolName } from "../protocols/http1/sniffer.js";
import type { Judgement } from "../protocols/judgement.js";
import { rules as builtIn } from "../rules/all.js";
import { makeFinding } from "../rules/finding.js";
import type { Rule } from "../rules/rule.js";
import type { SocketEvent } from "../sockets/event.js";
import { Filter } from "../sockets/filter.js";
import { handlers, transfers } from "../sockets/handlers.js";
import { skipsOf } from "../sockets/skips/skips.js";
import type { Socket } from "../sockets/socket.js";
import { SocketTracker } from "../sockets/tracker.js";
import type { StraceEvent } from "../strace/event.js";
import { StraceReader } from "../strace/reader.js";
import { isSyscallName } from "../syscalls/names.js";
import type { TracedCalls } from "../syscalls/traced-calls.js";
import type { CaptureFacts, Connection, ConnectionFinding, Summary } from "./model.js";
import { type AcceptedSoFar, OpenSocket } from "./open-socket.js";
import { SummaryTally } from "./tally.js";
import { Upstreams } from "./upstreams.js";

/** Who wants to hear what, while the capture is read. */
export interface AnalysisListener {
  /** A rule matched; told while the line that decided it is being read. */
  onFinding?(finding: ConnectionFinding): void;
  /** An exchange is decided: nothing more will change in it, and the connection forgets it. */
  onExchange?(connection: Connection, exchange: Exchange): void;
  /** A connection is over, or the capture is; nothing more will change in it. */
  onConnection?(connection: Connection): void;
  /** A line that is not strace's, before the first that is: of whoever kept the capture, or of the program. */
  onLeadingLine?(text: string, line: number): void;
  /** A line was read, or a call put together from several. */
  onLine?(event: StraceEvent): void;
  /** Something happened on a connection's socket; `progress` is how far its response is after it. */
  onEvent?(connection: Connection, event: SocketEvent, progress: AcceptedSoFar): void;
  /** A socket carried bytes, also one that is no connection yet; `taken` is as what the HTTP parser took them, in order. */
  onBytes?(event: DataEvent, taken: readonly Taken[]): void;
}

export interface AnalyzerOptions {
  /** The calls that strace was told to trace; where that is not known, a comment at the top tells, or those that appear. */
  readonly traced?: ReadonlySet<string>;
  /** The rules that are looked for, in the order in which they are told; the built-in ones where none are given. */
  readonly rules?: readonly Rule[];
}

/** A stretch of a stream. */
export interface Taken {
  readonly as: Parameters<ByteClassifier>[0];
  readonly bytes: number;
}

/** What a connection hides that speaks something else than HTTP/1. */
const UNREADABLE: Readonly<Record<ProtocolName, BlindSpotCode | null>> = {
  "http/1": null,
  "http/2": "http2",
  tls: "encrypted",
  other: "other-protocol",
};

/** One capture, from lines to findings. Keeps only the connections that are open. */
export class Analyzer {
  readonly #listener: AnalysisListener;
  readonly #reader: StraceReader = new StraceReader((event) => this.#apply(event), {
    wants: (name) => handlers.has(name),
    skips: skipsOf(transfers, (pid, fd) => this.#sockets.isSocket(pid, fd)),
  });
  readonly #sockets: SocketTracker;
  readonly #filter: Filter;
  readonly #tracked = new Map<Socket, OpenSocket>();
  readonly #origins = new Upstreams();
  readonly #tally = new SummaryTally();
  readonly #blindSpots = new Set<BlindSpotCode>();
  #taken: Taken[] = [];
  readonly #watch: ByteClassifier | undefined;
  readonly #rules: readonly Rule[];

  constructor(listener: AnalysisListener = {}, { traced, rules = builtIn }: AnalyzerOptions = {}) {
    this.#listener = listener;
    this.#rules = rules;
    this.#watch = listener.onBytes && ((as, bytes) => this.#taken.push({ as, bytes }));
    const reader = this.#reader;
    const shown: TracedCalls = {
      get basis() {
        return traced ? "listed" : (reader.stated?.basis ?? "seen");
      },
      has: (name) => (traced ?? reader.stated ?? reader.names).has(name),
    };
    this.#filter = new Filter(shown);
    this.#tally.counts.captures = 1;
    this.#sockets = new SocketTracker(handlers, shown, (event) => this.#event(event));
  }

  /** What was counted so far: the whole capture's once it is finished. */
  get summary(): Summary {
    return this.#tally.summary;
  }

  /** True once one line was something that only strace prints, or says how it was run. */
  get hasSeenStrace(): boolean {
    return this.#reader.names.size > 0 || this.#reader.counts.events > 0 || this.#reader.stated !== null;
  }

  /** True once one of those was surely no line of a program's source, which may look like a call of something else. */
  get hasSeenSyscall(): boolean {
    const { names, counts } = this.#reader;
    return names.size > 0 ? [...names].some(isSyscallName) : counts.events > 0;
  }

  get #isLeading(): boolean {
    const { names, counts } = this.#reader;
    return names.size === 0 && counts.events === 0 && counts.unrecognized === 0;
  }

  /** The next line, as `StraceReader.read` takes it. */
  line(bytes: Uint8Array, start: number, end: number, pid: number | null = null, isCut = false): void {
    this.#reader.read(bytes, start, end, pid, isCut);
  }

  /** End of capture: judges what is still open. */
  finish(path: string): CaptureFacts {
    this.#reader.finish();
    const { lines, foreign, unrecognized } = this.#reader.counts;
    this.#sockets.finish(lines, this.#reader.time);
    if (this.#tally.counts.responses === 0 && this.#sockets.ringUsers.size > 0) this.#blindSpots.add("io-uring");
    return {
      path,
      lines,
      syscalls: this.#reader.syscalls,
      foreignLines: foreign,
      unrecognizedLines: unrecognized,
      recordedWith: this.#reader.dialect.options,
      blindSpots: [...this.#blindSpots].map((code) => ({ code, processes: this.#processes(code) })),
    };
  }

  /** The processes that a blind spot is about, where it is about some. */
  #processes(code: BlindSpotCode): number[] {
    return code === "io-uring" ? [...this.#sockets.ringUsers].filter((pid) => pid !== null) : [];
  }

  #apply(event: StraceEvent): void {
    if (event.kind === "unrecognized") this.#lost(event.text, event.at.pid);
    else this.#sockets.apply(event);
    this.#listener.onLine?.(event);
    if (event.kind === "foreign" && this.#isLeading) this.#listener.onLeadingLine?.(event.text, event.at.line);
  }

  /** A line that cannot be read may have been a write of any response that is under way in its process. */
  #lost(text: string, pid: number | null): void {
    const name = /([a-z_0-9]+)\(/.exec(text)?.[1];
    if (name !== undefined && !handlers.has(name)) return;
    for (const socket of this.#sockets.reachable(pid)) this.#tracked.get(socket)?.http?.addBlindSpot("lines-lost");
  }

  #event(event: SocketEvent): void {
    const { kind, socket } = event;
    const tracked = this.#tracked.get(socket) ?? this.#track(socket);
    if (tracked.isNewConnection(event)) tracked.connect(`c${++this.#tally.counts.connections}`, event);
    tracked.update(event);
    const { connection } = tracked;
    if (kind === "write" || kind === "read" || kind === "shutdown") tracked.http ??= this.#follow(tracked);
    const { http } = tracked;
    http?.apply(event);
    if (this.#watch && (kind === "write" || kind === "read")) {
      this.#listener.onBytes?.(event, this.#taken);
      this.#taken = [];
    }
    if (connection === null) {
      if (kind === "end") this.#tracked.delete(socket);
      return;
    }
    if (http && http.protocol !== connection.protocol) this.#recognize(connection, http);
    this.#listener.onEvent?.(connection, event, tracked.progress);
    if (kind !== "end") return;
    this.#tracked.delete(socket);
    this.#listener.onConnection?.(connection);
  }

  #track(socket: Socket): OpenSocket {
    const tracked = new OpenSocket();
    this.#tracked.set(socket, tracked);
    return tracked;
  }

  #follow(tracked: OpenSocket): HttpConnection {
    return new HttpConnection(tracked.role, this.#filter, (judgement) => this.#judged(judgement, tracked), this.#watch);
  }

  /** Clients of databases and the like are no blind spot: nobody expects HTTP of them. */
  #recognize(connection: Connection, { protocol }: HttpConnection): void {
    if (protocol === null) return;
    connection.protocol = protocol;
    const spot = UNREADABLE[protocol];
    if (spot && (connection.role === "server" || spot !== "other-protocol")) this.#blindSpots.add(spot);
  }

  #judged(judgement: Judgement, tracked: OpenSocket): void {
    const { connection } = tracked;
    if (!connection) return;
    const { exchange, role } = judgement;
    const index = exchange ? tracked.exchanges++ : null;
    if (exchange) {
      connection.role = role;
      this.#tally.exchange(exchange, connection);
      for (const spot of exchange.blindSpots) this.#blindSpots.add(spot);
      this.#listener.onExchange?.(connection, exchange);
    }
    const isShort = exchange?.verdict === "truncated";
    if (isShort && role === "client" && index !== null) this.#origins.remember({ connection, exchange, index });
    for (const rule of this.#rules) {
      if (rule.matches(judgement)) this.#found(rule, judgement, connection, index);
    }
  }

  #found(rule: Rule, judgement: Judgement, connection: Connection, index: number | null): void {
    const { exchange, role } = judgement;
    const origin = exchange?.verdict === "truncated" && role === "server" ? this.#origins.of(judgement) : null;
    this.#tally.finding(rule.id, exchange);
    this.#listener.onFinding?.({ connection, exchange: index, finding: makeFinding(rule, judgement), origin });
  }
}
