import type { Path } from "../paths/path.js";
import type { DataEvent, Exchange } from "../protocols/exchange.js";
import type { ByteClassifier } from "../protocols/http1/byte-classes.js";
import type { StreamProtocol } from "../protocols/message-facts.js";
import type { Watch } from "../protocols/watched.js";
import type { Rule } from "../rules/rule.js";
import type { SocketEvent } from "../sockets/event.js";
import type { CaptureTimes } from "../strace/capture-clock.js";
import type { StraceEvent } from "../strace/event.js";
import type { LineRef } from "../strace/line/line-ref.js";
import type { CaptureClock } from "../text/wall-clock.js";
import type { AcceptedSoFar, Connection, ConnectionFinding, PlainExchange } from "./model.js";
import type { Silence } from "./silence/model.js";

/** A line of which nothing is known but its text. */
export type UnreadLine = Extract<StraceEvent, { readonly kind: "unrecognized" | "foreign" }>;

/** Receives the results while the capture is read. Each method is optional. */
export interface AnalysisListener {
  /** Called once, before the first line. What it is given says what the times of the capture are, as far as it is read. */
  onTimes?(times: () => CaptureTimes): void;
  /** A rule matched. The call comes while the analyzer reads the line that decided it. */
  onFinding?(finding: ConnectionFinding): void;
  /** An exchange is decided. Nothing more changes in it, and the analyzer forgets it. */
  onExchange?(connection: Connection, exchange: Exchange): void;
  /**
   * The same for a plain exchange, if all rules ignore those. Without this method, `onExchange` gets plain exchanges as well. If it is
   * null, they are only counted. The exchange is valid during the call.
   */
  onPlainExchange?: ((connection: Connection, exchange: PlainExchange) => void) | null;
  /**
   * The same for the next plain exchanges of the connection of this id, as the facts that records/exchange-facts.ts writes of them: called
   * in place of `onPlainExchange` by a follower that has them so, as long as there is no `onEvent`.
   */
  onPlainFacts?(connection: string, facts: string): void;
  /**
   * Bytes of a request were lost, or may have been, and no more is found out about its hops in this capture. Without `links` it is not
   * called.
   */
  onPath?(path: Path<Connection>): void;
  /** True if `onPath` is to hear only of paths on which bytes are proven to be lost. */
  readonly ignoresUnprovenPaths?: boolean;
  /**
   * A connection ended, or the capture did. Nothing more changes in the connection.
   *
   * @param clock what its times are; null if the capture has none
   */
  onConnection?(connection: Connection, clock: CaptureClock | null): void;
  /** The same, as the facts that records/connection-facts.ts writes, by a follower that calls `onPlainFacts`. */
  onConnectionFacts?(connection: string, facts: string, clock: CaptureClock | null): void;
  /** This is the first connection that ended without a verdict, before any other got one. The call comes at its end. */
  onSilence?(connection: Connection, silence: Silence): void;
  /** A line before the first line of strace, for example a comment or the program's own output. */
  onLeadingLine?(text: string, line: number): void;
  /** The analyzer read a line, or joined the lines of one call. Who wants them all has each read as an object, which takes longer. */
  onLine?(event: StraceEvent): void;
  /** A line that looks like strace's and cannot be read, or that strace did not print. */
  onUnreadLine?(event: UnreadLine): void;
  /** The time of this line is earlier than that of the line before in its file, so the lines are not in strace's order. */
  onDisorder?(at: LineRef): void;
  /** Something happened on a connection's socket. `progress` is the state of its response after the event. */
  onEvent?(connection: Connection, event: SocketEvent, progress: AcceptedSoFar): void;
  /**
   * A socket carried bytes. It need not be a known connection yet. `taken` says how the HTTP parser classified them. Of a
   * write that never returned it says how the bytes on offer would be classified.
   */
  onBytes?(event: DataEvent, taken: readonly Taken[]): void;
  /**
   * A connection begins to speak a protocol other than HTTP/1. The watcher that is returned hears of the bytes of each event that belong to
   * it, just before `onBytes` hears of the event.
   */
  onConversation?: Watch;
}

export interface AnalyzerOptions {
  /**
   * The calls that strace traced. By default a comment at the top of the capture names them; without a comment, the
   * calls that appear count.
   */
  readonly traced?: ReadonlySet<string>;
  /** The rules to apply, in the order in which their findings are reported. By default the built-in rules. */
  readonly rules?: readonly Rule[];
  /** False if losses are not to be linked, hop by hop: then each hop of a request has its own findings. */
  readonly links?: boolean;
  /** Protocols that are not read: their connections are judged by what the kernel refused alone. By default all are read. */
  readonly silenced?: ReadonlySet<StreamProtocol>;
}

/** A run of bytes of a stream, and how the HTTP parser classified it. */
export interface Taken {
  readonly as: Parameters<ByteClassifier>[0];
  readonly bytes: number;
}
