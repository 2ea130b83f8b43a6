import type { VisibleBytes } from "../../sockets/event.js";
import type { Endpoint } from "./endpoint.js";
import { type Payload, payloadsOf } from "./payloads.js";
import { FLAG, mostPayload, packetOf, type Segment } from "./segment.js";

/** An end of a connection: the traced program, or who it talks to. */
export type StreamSide = "program" | "peer";

/** What a segment is written with. */
export interface SegmentNotes {
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  /** The line of the capture on which its call ends. */
  readonly line: number;
  readonly comments: readonly string[];
}

/** A packet of one connection. */
export interface StreamPacket extends Omit<SegmentNotes, "line"> {
  readonly side: StreamSide;
  readonly captured: string;
  readonly length: number;
}

interface Half {
  readonly end: Endpoint;
  /** The sequence number of its next byte. */
  next: number;
  /** What it has acknowledged of the other side. */
  acknowledged: number;
  window: number;
}

/** A segment that waits for what may be said of it. */
interface HeldSegment extends Pick<Segment, "sequence" | "acknowledged" | "window" | "seen" | "length"> {
  readonly side: StreamSide;
  flags: number;
  readonly time: bigint;
  readonly line: number;
  readonly comments: string[];
}

const LARGEST_WINDOW = 0xffff;
const ENDING = FLAG.fin | FLAG.rst;

/**
 * The segments of one connection. A side acknowledges with what it sends itself, or just before the other sends more: strace does not see
 * acknowledgements, and these are as few as TCP needs. The last segment is held until the next one, or until `release`: what is found out about a
 * call comes after it.
 */
export class TcpStream {
  readonly #halves: Readonly<Record<StreamSide, Half>>;
  #held: HeldSegment | null = null;
  #time = -1n;

  /**
   * @param number the connection's: its sequence numbers are those of no other on the same ports
   * @param put takes each packet
   */
  constructor(
    ends: Readonly<Record<StreamSide, Endpoint>>,
    number: number,
    private readonly put: (packet: StreamPacket) => void,
  ) {
    const program = initialSequence(2 * number);
    const peer = initialSequence(2 * number + 1);
    this.#halves = {
      program: { end: ends.program, next: program, acknowledged: peer, window: LARGEST_WINDOW },
      peer: { end: ends.peer, next: peer, acknowledged: program, window: LARGEST_WINDOW },
    };
  }

  /** When its last packet was sent; -1 before the first. */
  get lastTime(): bigint {
    return this.#time;
  }

  /** True while a segment is held. */
  get isHolding(): boolean {
    return this.#held !== null;
  }

  /** The client asks for a connection. */
  ask(client: StreamSide, notes: SegmentNotes): void {
    this.#halves[client].acknowledged = 0;
    this.#send(client, FLAG.syn, notes);
  }

  /** The server answers, and the client has heard of it. */
  answer(client: StreamSide, when: Omit<SegmentNotes, "comments">): void {
    this.#send(otherOf(client), FLAG.syn | FLAG.ack, { ...when, comments: [] });
    this.acknowledge(client, { ...when, comments: [] });
  }

  /**
   * Bytes that a call moved.
   *
   * @param first the comments on the first of its segments; those of `notes` stand on the last one
   */
  data(
    side: StreamSide,
    pieces: readonly VisibleBytes[],
    count: number,
    first: readonly string[],
    notes: SegmentNotes,
  ): void {
    const other = otherOf(side);
    const before = { ...notes, comments: [] };
    if (this.#halves[other].acknowledged !== this.#halves[side].next) this.acknowledge(other, before);
    let comments = first;
    for (const payload of payloadsOf(pieces, count, mostPayload(this.#halves[side].end))) {
      this.#send(side, FLAG.ack, { ...before, comments }, payload);
      comments = before.comments;
    }
    const last = this.#held;
    if (!last) return;
    last.flags |= FLAG.psh;
    last.comments.push(...notes.comments);
  }

  /** The side sends nothing more. */
  finish(side: StreamSide, notes: SegmentNotes): void {
    this.#send(side, FLAG.fin | FLAG.ack, notes);
  }

  /** The side throws the connection away. A FIN of the same call was none. */
  reset(side: StreamSide, notes: SegmentNotes): void {
    const held = this.#held;
    if (held?.side === side && held.line === notes.line && (held.flags & FLAG.fin) !== 0) {
      held.flags ^= ENDING;
      this.#halves[side].next = held.sequence;
    } else this.#send(side, FLAG.rst | FLAG.ack, notes);
  }

  /** An empty segment. If there is nothing to acknowledge, it makes the window a little smaller: otherwise it would look sent twice. */
  acknowledge(side: StreamSide, notes: SegmentNotes): void {
    const half = this.#halves[side];
    const isNews = half.acknowledged !== this.#halves[otherOf(side)].next;
    if (!isNews) half.window = half.window > 1 ? half.window - 1 : LARGEST_WINDOW;
    this.#send(side, FLAG.ack, notes);
  }

  /** Says something on the segment that is held, if that is the program's or an end, and as late as this line. */
  comment(line: number, text: string): boolean {
    const held = this.#held;
    if (!held || line > held.line || !(held.side === "program" || (held.flags & ENDING) !== 0)) return false;
    held.comments.push(text);
    return true;
  }

  /** The same, whatever segment it is. */
  commentAnyway(texts: readonly string[]): void {
    this.#held?.comments.push(...texts);
  }

  /** Hands the segment on that is held. */
  release(): void {
    const held = this.#held;
    this.#held = null;
    if (!held) return;
    const { side, time, comments, ...others } = held;
    const ends = { from: this.#halves[side].end, to: this.#halves[otherOf(side)].end };
    this.put({ side, time, comments, ...packetOf({ ...ends, ...others }) });
  }

  /** Each packet is a nanosecond later than the one before it, at least: so the order stays if packets are sorted by time. */
  #send(side: StreamSide, flags: number, { time, line, comments }: SegmentNotes, payload = NO_PAYLOAD): void {
    this.release();
    const half = this.#halves[side];
    if ((flags & FLAG.ack) !== 0) half.acknowledged = this.#halves[otherOf(side)].next;
    this.#time = time > this.#time ? time : this.#time + 1n;
    const { next: sequence, acknowledged, window } = half;
    const { seen, length } = payload;
    const counted = (flags & (FLAG.syn | FLAG.fin)) === 0 ? 0 : 1;
    half.next = (half.next + length + counted) >>> 0;
    this.#held = {
      side,
      flags,
      sequence,
      acknowledged,
      window,
      seen,
      length,
      time: this.#time,
      line,
      comments: [...comments],
    };
  }
}

const NO_PAYLOAD: Payload = { seen: "", length: 0 };

export function otherOf(side: StreamSide): StreamSide {
  return side === "program" ? "peer" : "program";
}

/** Far apart for numbers that follow one another (Knuth's multiplicative hash). */
function initialSequence(number: number): number {
  return Math.imul(number, 0x9e3779b1) >>> 0;
}
