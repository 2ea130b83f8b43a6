import type { BlindSpotCode } from "./blind-spot.js";
import type { Message } from "./message.js";
import type { StreamProtocol } from "./message-facts.js";
import type { Direction, MovedBytes } from "./moved-bytes.js";
import type { Conversation, ConversationFacts, ConversationStart, Protocol, StreamProgress } from "./protocol.js";

/** What is known of a connection when its first bytes are handed over. */
export type ConversationOrigin = Pick<ConversationStart, "role" | "isOlder" | "upgraded"> & {
  /** What it changed to (101); null if its own first bytes say what it speaks. */
  readonly changedTo: StreamProtocol | null;
};

/** Hears of the connection at hand. */
export interface ConversationUser {
  /** It speaks this protocol, and the traced program is this side of it. */
  recognised(protocol: StreamProtocol, role: ConversationStart["role"]): void;
  /** A message is over before its stream is. */
  decided(message: Message, protocol: StreamProtocol): void;
}

/** A connection whose protocol is known. */
interface Known {
  readonly protocol: StreamProtocol;
  readonly conversation: Conversation;
}

/** First bytes that are looked at to find out what a connection speaks. */
const MOST_SNIFFED = 64;
/** Fewer bytes may be the beginning of any protocol. */
const LEAST_SNIFFED = 3;

/** The connections of a capture that do not speak HTTP/1, by the numbers that the engine gave them. It keeps those that are open. */
export class Conversations {
  readonly #known = new Map<number, Known>();

  /** @param protocols those that are looked for */
  constructor(
    private readonly protocols: readonly Protocol[],
    private readonly user: ConversationUser,
  ) {}

  /** What a connection speaks; undefined if that is not known. */
  protocolOf(id: number): StreamProtocol | undefined {
    return this.#known.get(id)?.protocol;
  }

  /** What was found out about a connection besides its messages; null if it is not known, or if there is nothing to find out. */
  factsOf(id: number): ConversationFacts | null {
    return this.#known.get(id)?.conversation.facts ?? null;
  }

  /** How far the answers of a connection are; null if that is not known. */
  progressOf(id: number): StreamProgress | null {
    return this.#known.get(id)?.conversation.progress ?? null;
  }

  /** How many responses have begun on a connection. */
  begunOf(id: number): number {
    return this.#known.get(id)?.conversation.begun ?? 0;
  }

  /** A call moved bytes. False if no protocol begins so: then no more of the connection is asked for. */
  moved(id: number, direction: Direction, bytes: MovedBytes, origin: ConversationOrigin): boolean {
    const known = this.#known.get(id) ?? this.#begin(id, direction, bytes, origin);
    known?.conversation.moved(direction, bytes);
    return known !== undefined;
  }

  /** The kernel took nothing of a write, because the socket was full: these are the bytes that it refused. */
  refused(id: number, bytes: MovedBytes): void {
    this.#known.get(id)?.conversation.refused?.(bytes);
  }

  /** What is under way when the stream of answers ends. */
  open(id: number): readonly Message[] {
    return this.#known.get(id)?.conversation.open() ?? [];
  }

  /** Bytes are missing, or may be. */
  miss(id: number, why: BlindSpotCode): void {
    this.#known.get(id)?.conversation.miss(why);
  }

  forget(id: number): void {
    this.#known.delete(id);
  }

  #begin(id: number, direction: Direction, bytes: MovedBytes, origin: ConversationOrigin): Known | undefined {
    const found = this.#recognise(direction, bytes, origin);
    if (!found) return undefined;
    const { protocol, role } = found;
    this.user.recognised(protocol.name, role);
    const { isOlder, upgraded } = origin;
    const decided = (message: Message): void => this.user.decided(message, protocol.name);
    const known = { protocol: protocol.name, conversation: protocol.begin({ role, isOlder, upgraded, decided }) };
    this.#known.set(id, known);
    return known;
  }

  #recognise(
    direction: Direction,
    bytes: MovedBytes,
    { role, changedTo }: ConversationOrigin,
  ): { readonly protocol: Protocol; readonly role: ConversationStart["role"] } | null {
    if (changedTo !== null) {
      const protocol = this.protocols.find(({ name }) => name === changedTo);
      return protocol ? { protocol, role } : null;
    }
    const first = bytes.show(0, MOST_SNIFFED);
    if (first.length < LEAST_SNIFFED) return null;
    for (const protocol of this.protocols) {
      const side = protocol.sniff(first, bytes.length);
      if (side === "either") return { protocol, role };
      if (side !== null) return { protocol, role: (side === "asks") === (direction === "out") ? "client" : "server" };
    }
    return null;
  }
}
