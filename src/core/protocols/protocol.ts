import type { Request } from "./exchange.js";
import type { Role } from "./judgement.js";
import type { Message, StreamProtocol } from "./message.js";
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
  /** The protocol that both sides agreed on, or that the client offered first (ALPN); null if it was not seen. */
  readonly applicationProtocol: string | null;
}

/** The two directions of one socket, read as one protocol. It keeps only what is open. */
export interface Conversation {
  /** A call moved bytes. They come in the order of the stream, and none is left out. */
  moved(direction: Direction, bytes: MovedBytes): void;
  /** What is under way now in the direction of the side that answers: oldest first, and nothing that `decided` has heard of. */
  open(): readonly Message[];
  /** What it found out about the connection; left out if its protocol finds out nothing. */
  readonly facts?: ConversationFacts;
}

/** What a socket may speak. Each protocol is a folder beside this file, with the same shape. */
export interface Protocol {
  readonly name: StreamProtocol;
  /**
   * The side that speaks first when a connection begins: `asks` if it is the side that asks, `answers` if it is the side that answers.
   * Null if no connection of this protocol begins with these bytes.
   *
   * @param first the first bytes of the side that speaks first, as far as the capture shows them: at least 3, at most 64
   * @param length how many bytes their call moved
   */
  sniff(first: Uint8Array, length: number): "asks" | "answers" | null;
  /** The direction of the answers is `out` unless the role is `client`. */
  begin(start: ConversationStart): Conversation;
}
