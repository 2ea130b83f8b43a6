import { latin1 } from "../../../core/bytes.js";
import type { DataEvent } from "../../../core/protocols/exchange.js";
import type { Direction } from "../../../core/protocols/moved-bytes.js";
import type { Watch } from "../../../core/protocols/watched.js";
import type { SocketFacts } from "../../../core/sockets/socket-facts.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { CallBytes, type Print } from "./call-bytes.js";
import { streamMasks } from "./masks.js";
import type { StreamMask } from "./stream-mask.js";

/** What the event at hand moved of a conversation. */
interface Moved {
  readonly mask: StreamMask;
  readonly isAnswer: boolean;
  readonly length: number;
}

/** Calls that may go by until it is known what a connection speaks: it takes no more bytes than that (core/protocols/conversations.ts). */
const MOST_OPENING = 64;

/** The connections that speak another protocol than HTTP/1, and what stays of their bytes. */
export class Conversing {
  /** What is handed over comes just before the event that moved it. */
  #moved: Moved[] = [];
  /** Bytes that the event at hand offered and the kernel refused. */
  #refused = "";
  readonly #masks = new Map<SocketFacts, StreamMask>();
  /** The calls of a connection before it is known what it speaks. */
  readonly #openings = new Map<SocketFacts, DataEvent[]>();

  constructor(
    private readonly print: Print,
    private readonly names: Pseudonyms,
  ) {}

  /** A conversation begins. */
  readonly begin: Watch = (protocol, start, conversation) => {
    const mask = streamMasks[protocol](start, this.names);
    const answers: Direction = start.role === "client" ? "in" : "out";
    return {
      moved: (direction, { length }) => {
        if (conversation.areAnswersInStep) mask.find?.();
        this.#moved.push({ mask, isAnswer: direction === answers, length });
      },
      refused: (bytes) => {
        this.#refused = latin1(bytes.show(0, bytes.length));
      },
      miss: () => mask.miss(),
    };
  };

  /** Takes the next event. Returns how many of its first bytes are not those of a conversation; null if none of them is. */
  take(event: DataEvent): number | null {
    this.#takeRefused(event);
    const moved = this.#moved;
    this.#moved = [];
    const [first] = moved;
    if (!first) {
      if (!this.#masks.has(event.socket)) this.#addOpening(event);
      return this.#masks.has(event.socket) ? 0 : null;
    }
    const last = moved.at(-1) ?? first;
    if (last !== first) this.#takeOpening(event.socket, first);
    this.#openings.delete(event.socket);
    this.#masks.set(event.socket, last.mask);
    const whole = new CallBytes(event, 0, this.print);
    const skipped = whole.length - last.length;
    hand(last, new CallBytes(event, skipped, this.print));
    return skipped;
  }

  end(socket: SocketFacts): void {
    this.#masks.get(socket)?.end?.();
    this.#masks.delete(socket);
    this.#openings.delete(socket);
  }

  #takeRefused(event: DataEvent): void {
    const seen = this.#refused;
    this.#refused = "";
    if (seen === "") return;
    const offered = { ...event, pieces: [{ seen, length: seen.length }] };
    this.#masks.get(event.socket)?.refused?.(new CallBytes(offered, 0, this.print));
  }

  /** What came before the event at hand, call by call. */
  #takeOpening(socket: SocketFacts, opening: Moved): void {
    const calls = (this.#openings.get(socket) ?? []).map((event) => new CallBytes(event, 0, this.print));
    let left = opening.length;
    const taken = calls.reverse().filter(({ length }) => {
      left -= length;
      return left >= 0;
    });
    for (const call of taken.reverse()) hand(opening, call);
  }

  #addOpening(event: DataEvent): void {
    const opening = this.#openings.get(event.socket) ?? [];
    if (opening.length < MOST_OPENING) opening.push(event);
    this.#openings.set(event.socket, opening);
  }
}

function hand({ mask, isAnswer }: Moved, call: CallBytes): void {
  if (isAnswer) mask.answers(call);
  else mask.asks(call);
}
