import type { BlindSpotCode } from "./blind-spot.js";
import type { Message } from "./message.js";
import type { StreamProtocol } from "./message-facts.js";
import type { Direction, MovedBytes } from "./moved-bytes.js";
import { MOST_SNIFFED, Opening } from "./opening.js";
import { OpeningBytes } from "./opening-bytes.js";
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

/** What its first bytes show of a connection. */
interface Found {
  readonly protocol: Protocol;
  readonly role: ConversationStart["role"];
}

/**
 * What becomes of the bytes of a connection: it `follows` them; it `waits` for more, because so few may be the beginning of any protocol; it
 * `ignores` all that comes.
 */
export type Interest = "waits" | "follows" | "ignores";

/** Fewer bytes may be the beginning of any protocol. */
const LEAST_SNIFFED = 3;

/** The connections of a capture that do not speak HTTP/1, by the numbers that the engine gave them. It keeps those that are open. */
export class Conversations {
  readonly #known = new Map<number, Known>();
  /** Those of which too few bytes have come; null if some of these are missing. */
  readonly #openings = new Map<number, Opening | null>();

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

  /** How many requests have come on a connection. */
  askedOf(id: number): number {
    return this.#known.get(id)?.conversation.asked ?? 0;
  }

  /** A call moved bytes. If no protocol begins so, no more of the connection has to be handed over. */
  moved(id: number, direction: Direction, bytes: MovedBytes, origin: ConversationOrigin): Interest {
    const known = this.#known.get(id) ?? this.#begin(id, direction, bytes, origin);
    known?.conversation.moved(direction, bytes);
    if (known !== undefined) return "follows";
    return this.#openings.has(id) ? "waits" : "ignores";
  }

  /** The same for the first bytes of a connection, `length` in number, of which it was not known that a protocol is to read them. */
  movedBefore(
    id: number,
    direction: Direction,
    { length, shown, line }: { readonly length: number; readonly shown: Uint8Array; readonly line: number },
    origin: ConversationOrigin,
  ): Interest {
    return this.moved(id, direction, new OpeningBytes(length, shown, line), origin);
  }

  /** The kernel took nothing of a write, because the socket was full: these are the bytes that it refused. */
  refused(id: number, bytes: MovedBytes): void {
    this.#known.get(id)?.conversation.refused?.(bytes);
  }

  /**
   * What is under way.
   *
   * @param isAtEnd true if the stream of answers has ended
   */
  open(id: number, isAtEnd: boolean): readonly Message[] {
    return this.#known.get(id)?.conversation.open(isAtEnd) ?? [];
  }

  /** True if requests may have gone by unseen, on this line or later. */
  mayHideRequests(id: number, since: number): boolean {
    const hiddenOn = this.#known.get(id)?.conversation.requestsHiddenOn ?? 0;
    return hiddenOn > 0 && hiddenOn >= since;
  }

  /** Bytes are missing, or may be. */
  miss(id: number, why: BlindSpotCode): void {
    this.#known.get(id)?.conversation.miss(why);
    if (this.#openings.has(id)) this.#openings.set(id, null);
  }

  forget(id: number): void {
    this.#known.delete(id);
    this.#openings.delete(id);
  }

  #begin(id: number, direction: Direction, bytes: MovedBytes, origin: ConversationOrigin): Known | undefined {
    const waiting = this.#openings.get(id);
    this.#openings.delete(id);
    const opening = waiting === undefined ? new Opening(direction, bytes.line) : waiting;
    if (opening?.direction === direction) {
      const found = this.#recognise(direction, opening.with(bytes), opening.length + bytes.length, origin);
      if (found !== null) return this.#follow(id, direction, found, origin, opening);
    }
    const found = waiting === undefined ? null : this.#changedToTls(direction, bytes);
    if (found !== null) return this.#follow(id, direction, found, origin, null);
    const mayWait = opening?.direction === direction && !origin.isOlder && opening.keep(bytes);
    if (mayWait) this.#openings.set(id, opening);
    return undefined;
  }

  #follow(
    id: number,
    direction: Direction,
    { protocol, role }: Found,
    { isOlder, upgraded }: ConversationOrigin,
    opening: Opening | null,
  ): Known {
    this.user.recognised(protocol.name, role);
    const decided = (message: Message): void => this.user.decided(message, protocol.name);
    const known = { protocol: protocol.name, conversation: protocol.begin({ role, isOlder, upgraded, decided }) };
    this.#known.set(id, known);
    if (opening !== null && opening.length > 0) known.conversation.moved(direction, opening.bytes);
    return known;
  }

  /** @param first the first bytes of the connection, as far as the capture shows them, of `length` bytes that have come */
  #recognise(
    direction: Direction,
    first: Uint8Array,
    length: number,
    { role, changedTo }: ConversationOrigin,
  ): Found | null {
    if (changedTo !== null) {
      const protocol = this.protocols.find(({ name }) => name === changedTo);
      return protocol ? { protocol, role } : null;
    }
    if (first.length < LEAST_SNIFFED) return null;
    for (const protocol of this.protocols) {
      const side = protocol.sniff(first, length);
      if (side === "either") return { protocol, role };
      if (side !== null) return { protocol, role: roleOf(side, direction) };
    }
    return null;
  }

  /** A few bytes of something else came first, and then a ClientHello: the connection changes to TLS in its midst. */
  #changedToTls(direction: Direction, bytes: MovedBytes): Found | null {
    const first = bytes.show(0, MOST_SNIFFED);
    const protocol = this.protocols.find(({ name }) => name === "tls");
    if (protocol === undefined || first.length < LEAST_SNIFFED || protocol.sniff(first, bytes.length) !== "asks")
      return null;
    return { protocol, role: roleOf("asks", direction) };
  }
}

/** The side of the traced program, if these bytes of it are of the side that asks, or of the one that answers. */
function roleOf(side: "asks" | "answers", direction: Direction): ConversationStart["role"] {
  return (side === "asks") === (direction === "out") ? "client" : "server";
}
