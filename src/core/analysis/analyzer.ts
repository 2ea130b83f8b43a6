import type { BlindSpotCode } from "../protocols/blind-spot.js";
import { HttpConnection } from "../protocols/http1/connection.js";
import type { ByteClassifier } from "../protocols/http1/message-handler.js";
import { SeenWhole } from "../protocols/http1/seen-whole.js";
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
import type { Syscall } from "../strace/call/syscall.js";
import type { StraceEvent } from "../strace/event.js";
import type { LineRef } from "../strace/line/line-ref.js";
import { StraceReader } from "../strace/reader.js";
import { isSyscallName } from "../syscalls/names.js";
import { callRow } from "../syscalls/rows.js";
import type { TracedCalls } from "../syscalls/traced-calls.js";
import type { AnalysisListener, AnalyzerOptions, Taken } from "./listener.js";
import type { CaptureFacts, Connection, Summary } from "./model.js";
import { OpenSocket } from "./open-socket.js";
import { SummaryTally } from "./tally.js";
import { Upstreams } from "./upstreams.js";

export type { AnalysisListener, AnalyzerOptions, Taken } from "./listener.js";

/** The blind spot of a connection that does not speak HTTP/1. */
const UNREADABLE: Readonly<Record<ProtocolName, BlindSpotCode | null>> = {
  "http/1": null,
  "http/2": "http2",
  tls: "encrypted",
  other: "other-protocol",
};

/** The lines that a blind spot names at most. */
const MOST_ELISIONS = 10;
/** A call that changes nothing but its first fd, as far as a clipped line shows it. */
const CALL_ON_FD = /([a-z_0-9]+)\((?:fd=)?(\d+)[,<]/;

/**
 * Reads one capture line by line, and reports findings, exchanges and connections as soon as they are decided. It keeps
 * only what is still open, so its memory does not grow with the capture.
 */
export class Analyzer {
  readonly #listener: AnalysisListener;
  readonly #reader: StraceReader = new StraceReader(
    (event) => this.#applyStraceEvent(event),
    {
      wants: (name) => handlers.has(name),
      skips: skipsOf(transfers, (pid, fd) => this.#sockets.isSocket(pid, fd)),
    },
    (at) => this.#addDisorder(at),
  );
  readonly #sockets: SocketTracker;
  readonly #filter: Filter;
  readonly #openSockets = new Map<Socket, OpenSocket>();
  readonly #upstreams = new Upstreams();
  readonly #seenWhole = new SeenWhole();
  readonly #tally = new SummaryTally();
  readonly #blindSpots = new Set<BlindSpotCode>();
  /** The lines that stand for lines that a person left out. */
  readonly #elided: number[] = [];
  #taken: Taken[] = [];
  readonly #classifier: ByteClassifier | undefined;
  readonly #rules: readonly Rule[];

  constructor(listener: AnalysisListener = {}, { traced, rules = builtIn }: AnalyzerOptions = {}) {
    this.#listener = listener;
    this.#rules = rules;
    this.#classifier = listener.onBytes && ((as, bytes) => this.#taken.push({ as, bytes }));
    const reader = this.#reader;
    const calls: TracedCalls = {
      get basis() {
        return traced ? "listed" : (reader.stated?.basis ?? "seen");
      },
      has: (name) => (traced ?? reader.stated ?? reader.names).has(name),
    };
    this.#filter = new Filter(calls);
    this.#tally.counts.captures = 1;
    this.#sockets = new SocketTracker(handlers, calls, (event) => this.#applySocketEvent(event));
  }

  /** The counts so far. After `finish` they are those of the whole capture. */
  get summary(): Summary {
    return this.#tally.summary;
  }

  /** True once a line was something that only strace prints, or a comment that says how strace was run. */
  get hasSeenStrace(): boolean {
    return this.#reader.names.size > 0 || this.#reader.counts.events > 0 || this.#reader.stated !== null;
  }

  /**
   * True once a line was certainly printed by strace. A line of source code can look like a call of an unknown name.
   */
  get hasSeenSyscall(): boolean {
    const { names, counts } = this.#reader;
    return names.size > 0 ? [...names].some(isSyscallName) : counts.events > 0;
  }

  get #isLeading(): boolean {
    const { names, counts } = this.#reader;
    return names.size === 0 && counts.events === 0 && counts.unrecognized === 0;
  }

  /**
   * Reads the next line, `bytes[start..end)`, without its line end.
   *
   * @param pid the thread of the line, if a file name (`-ff`) says it; null if the line itself does
   * @param isCut true if the capture ends within the line
   */
  line(bytes: Uint8Array, start: number, end: number, pid: number | null = null, isCut = false): void {
    this.#reader.read(bytes, start, end, pid, isCut);
  }

  /**
   * Ends the capture: judges what is still open, and reports it.
   *
   * @param path the name of the capture, for the facts
   */
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
      blindSpots: [...this.#blindSpots].map((code) => ({
        code,
        processes: this.#pidsOf(code),
        lines: code === "lines-elided" ? this.#elided : [],
      })),
    };
  }

  /** The pids that a blind spot is about. */
  #pidsOf(code: BlindSpotCode): number[] {
    return code === "io-uring" ? [...this.#sockets.ringUsers].filter((pid) => pid !== null) : [];
  }

  #applyStraceEvent(event: StraceEvent): void {
    if (event.kind === "unrecognized") this.#addLostLine(event.isOfAnother ? "" : event.text, event.at.pid);
    else if (event.kind === "elided") this.#addElision(event.at.line);
    else this.#sockets.apply(event);
    if (event.kind === "call" && event.call.isUnread) {
      this.#unreadable(event.call);
      return;
    }
    this.#listener.onLine?.(event);
    if (event.kind === "foreign" && this.#isLeading) this.#listener.onLeadingLine?.(event.text, event.at.line);
  }

  /** An unreadable line may have been a write, so every open response of its process gets a blind spot. */
  #addLostLine(text: string, pid: number | null): void {
    const name = /([a-z_0-9]+)\(/.exec(text)?.[1];
    if (name !== undefined && !handlers.has(name)) return;
    this.#addBlindSpot(this.#sockets.reachable(pid, fdOfLost(text)), "lines-lost");
  }

  /** The arguments of a call are read late, by its handler, and they are not what strace prints. */
  #unreadable({ name, argumentsText, begin }: Syscall): void {
    this.#reader.unread();
    const text = `${name}(${argumentsText}`;
    this.#addLostLine(text, begin.pid);
    this.#listener.onLine?.({ kind: "unrecognized", text, at: begin });
  }

  /** Any call of any process may have stood in the lines that a person left out. */
  #addElision(line: number): void {
    if (this.#elided.length < MOST_ELISIONS) this.#elided.push(line);
    this.#blindSpots.add("lines-elided");
    this.#addBlindSpot(this.#sockets.reachable(null), "lines-elided");
  }

  /** Which of a process's calls came first is not known any more. */
  #addDisorder(at: LineRef): void {
    this.#addBlindSpot(this.#sockets.reachable(at.pid), "lines-out-of-order");
    this.#listener.onDisorder?.(at);
  }

  #addBlindSpot(sockets: Iterable<Socket>, spot: BlindSpotCode): void {
    for (const socket of sockets) {
      const http = this.#openSockets.get(socket)?.http;
      if (http && http.unsent.owed > 0) this.#blindSpots.add(spot); // of no response that would name it
      http?.addBlindSpot(spot);
    }
  }

  #applySocketEvent(event: SocketEvent): void {
    const { kind, socket } = event;
    const openSocket = this.#openSockets.get(socket) ?? this.#addSocket(socket);
    if (openSocket.isNewConnection(event)) openSocket.connect(`c${++this.#tally.counts.connections}`, event);
    openSocket.update(event);
    const { connection } = openSocket;
    if (kind === "write" || kind === "read" || kind === "shutdown") openSocket.http ??= this.#makeHttp(openSocket);
    const { http } = openSocket;
    http?.apply(event);
    if (this.#classifier && (kind === "write" || kind === "read")) {
      this.#listener.onBytes?.(event, this.#taken);
      this.#taken = [];
    }
    if (connection === null) {
      if (kind === "end") this.#openSockets.delete(socket);
      return;
    }
    if (http && http.protocol !== connection.protocol) this.#setProtocol(connection, http);
    this.#listener.onEvent?.(connection, event, openSocket.progress);
    if (kind !== "end") return;
    this.#openSockets.delete(socket);
    this.#listener.onConnection?.(connection);
  }

  #addSocket(socket: Socket): OpenSocket {
    const openSocket = new OpenSocket();
    this.#openSockets.set(socket, openSocket);
    return openSocket;
  }

  #makeHttp(openSocket: OpenSocket): HttpConnection {
    return new HttpConnection(
      openSocket.role,
      this.#filter,
      this.#seenWhole,
      (judgement) => this.#applyRules(judgement, openSocket),
      this.#classifier,
    );
  }

  /** A client connection of another protocol, for example to a database, is not a blind spot. */
  #setProtocol(connection: Connection, { protocol }: HttpConnection): void {
    if (protocol === null) return;
    connection.protocol = protocol;
    const spot = UNREADABLE[protocol];
    if (spot && (connection.role === "server" || spot !== "other-protocol")) this.#blindSpots.add(spot);
  }

  /** Counts a decided exchange, reports it, and applies the rules. */
  #applyRules(judgement: Judgement, openSocket: OpenSocket): void {
    const { connection } = openSocket;
    if (!connection) return;
    const { exchange, role } = judgement;
    const index = exchange ? openSocket.exchanges++ : null;
    if (exchange) {
      connection.role = role;
      this.#tally.countExchange(exchange, connection);
      for (const spot of exchange.blindSpots) this.#blindSpots.add(spot);
      this.#listener.onExchange?.(connection, exchange);
    }
    const isShort = exchange?.verdict === "truncated";
    if (isShort && role === "client" && index !== null) this.#upstreams.remember({ connection, exchange, index });
    for (const rule of this.#rules) {
      if (rule.matches(judgement)) this.#report(rule, judgement, connection, index);
    }
  }

  #report(rule: Rule, judgement: Judgement, connection: Connection, index: number | null): void {
    const { exchange, role } = judgement;
    const upstream = exchange?.verdict === "truncated" && role === "server" ? this.#upstreams.of(judgement) : null;
    this.#tally.countFinding(rule.id, exchange);
    this.#listener.onFinding?.({
      connection,
      exchange: index,
      finding: makeFinding(rule, judgement),
      origin: upstream,
    });
  }
}

/** The fd that a line is about that cannot be read; null if it may be about any. */
function fdOfLost(text: string): number | null {
  const [, name = "", fd] = CALL_ON_FD.exec(text) ?? [];
  const isOnFd = transfers.has(name) || callRow(name)?.effect === "shutdown";
  return isOnFd && fd !== undefined ? Number(fd) : null;
}
