import type { BlindSpotCode } from "./blind-spot.js";
import type { Request } from "./exchange.js";
import type { Role } from "./judgement.js";
import type { Message } from "./message.js";
import type { StreamProtocol } from "./message-facts.js";
import type { Direction, MovedBytes } from "./moved-bytes.js";

/** What is known when a conversation begins. */
export interface ConversationStart {
  /** The side of the traced program. */
  readonly role: Role;
  /** True if the socket is older than the capture: the first bytes that are seen may come from the middle of something. */
  readonly isOlder: boolean;
  /** The HTTP/1 request that asked to change to this protocol (101); null if the connection began with it. */
  readonly upgraded: Request | null;
  /** Hears of each message that is over before its stream is, in the order of their ends. */
  readonly decided: (message: Message) => void;
}

/** What a protocol finds out about a connection besides its messages. */
export interface ConversationFacts {
  /** The name of the server that a client asked for (SNI); null if it was not seen. */
  readonly serverName: string | null;
  /** The protocols that the client offered (ALPN), or the one that the server chose, if that was seen; empty if neither was. */
  readonly applicationProtocols: readonly string[];
}

/** How far one direction is, in bytes. */
export interface StreamProgress {
  readonly accepted: number;
  readonly declared: number;
}

/** The two directions of one socket, read as one protocol. It keeps only what is open. */
export interface Conversation {
  /** A call moved bytes. They come in the order of the stream, and none is left out. */
  moved(direction: Direction, bytes: MovedBytes): void;
  /** The kernel took nothing of a write of the program, because the socket was full: these are the bytes that it refused. */
  refused?(bytes: MovedBytes): void;
  /**
   * Bytes of both directions are missing, or may be, and how many is not known: each direction is out of step until it is found again.
   *
   * @param why the reason why the messages under way become `lost`
   */
  miss(why: BlindSpotCode): void;
  /**
   * What is under way now in the direction of the side that answers: oldest first, and nothing that `decided` has heard of.
   *
   * @param isAtEnd false if more follows; otherwise nothing does, in either direction
   */
  open(isAtEnd?: boolean): readonly Message[];
  /** What it found out about the connection; left out if its protocol finds out nothing. */
  readonly facts?: ConversationFacts;
  /**
   * Bytes of the answering side so far, and those of them with what is outstanding of the record or frame under way: for a timeline. Null
   * if the side is out of step.
   */
  readonly progress?: StreamProgress | null;
  /** How many responses have begun: so the call is found that carried the first byte of each. Left out if no finding names it. */
  readonly begun?: number;
  /** How many requests have come: so it is known what the program had read before each. Left out if its requests are linked to none (core/paths). */
  readonly asked?: number;
  /** The last line on which requests may have gone by unseen; 0 if none may. Left out if its requests are linked to none (core/paths). */
  readonly requestsHiddenOn?: number;
  /** True if the frames of the answering side are in step. Left out if nothing but their own bytes shows where one begins. */
  readonly areAnswersInStep?: boolean;
}

/** What a socket may speak. Each protocol is a folder beside this file, with the same shape. */
export interface Protocol {
  readonly name: StreamProtocol;
  /**
   * Which side begins a connection with these bytes: the one that `asks`, the one that `answers`, or `either`: then the side that
   * connected asks. Null if no connection of this protocol begins so.
   *
   * @param first the first bytes of the side that speaks first, as far as the capture shows them: at least 3, at most 64
   * @param length how many bytes their call moved
   */
  sniff(first: Uint8Array, length: number): "asks" | "answers" | "either" | null;
  /** The direction of the answers is `out` unless the role is `client`. */
  begin(start: ConversationStart): Conversation;
}
