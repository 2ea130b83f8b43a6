import type { VisibleBytes } from "../../sockets/event.js";
import type { Endpoint } from "./endpoint.js";
import { payloadsOf } from "./payloads.js";
import { FLAG, mostPayload, packetOf, type Segment } from "./segment.js";

/** An end of a connection: the traced program, or who it talks to. */
export type Side = "program" | "peer";

/** What a segment is written with. */
export interface SegmentNotes {
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  readonly comments: readonly string[];
}

/** A packet of one connection. */
export interface StreamPacket extends SegmentNotes {
  readonly side: Side;
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

const LARGEST_WINDOW = 0xffff;
const NO_COMMENTS: readonly string[] = [];

/**
 * The segments of one connection, in the order in which they are handed on. A side acknowledges with what it sends itself, or just before the
 * other sends more: strace does not see acknowledgements, and these are as few as TCP needs.
 */
export class TcpStream {
  readonly #halves: Readonly<Record<Side, Half>>;
  #time = -1n;

  /**
   * @param number the connection's: its sequence numbers are those of no other on the same ports
   * @param put takes each packet at once
   */
  constructor(
    ends: Readonly<Record<Side, Endpoint>>,
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

  /** The client asks for a connection. */
  ask(client: Side, notes: SegmentNotes): void {
    this.#halves[client].acknowledged = 0;
    this.#send(client, FLAG.syn, notes);
  }

  /** The server answers, and the client has heard of it. */
  answer(client: Side, time: bigint): void {
    this.#acknowledge(otherOf(client));
    this.#send(otherOf(client), FLAG.syn | FLAG.ack, { time, comments: NO_COMMENTS });
    this.acknowledge(client, { time, comments: NO_COMMENTS });
  }

  /**
   * Bytes that a call moved.
   *
   * @param first the comments on the first of its segments; those of `notes` stand on the last one
   */
  data(
    side: Side,
    pieces: readonly VisibleBytes[],
    count: number,
    first: readonly string[],
    notes: SegmentNotes,
  ): void {
    const { time } = notes;
    const other = otherOf(side);
    if (this.#halves[other].acknowledged !== this.#halves[side].next)
      this.acknowledge(other, { time, comments: NO_COMMENTS });
    let comments = first;
    let before: Pick<Segment, "seen" | "length"> | null = null;
    for (const payload of payloadsOf(pieces, count, mostPayload(this.#halves[side].end))) {
      if (before) this.#send(side, FLAG.ack, { time, comments }, before);
      if (before) comments = NO_COMMENTS;
      before = payload;
    }
    if (before) this.#send(side, FLAG.psh | FLAG.ack, { time, comments: [...comments, ...notes.comments] }, before);
  }

  /** The side sends nothing more. */
  finish(side: Side, notes: SegmentNotes): void {
    this.#send(side, FLAG.fin | FLAG.ack, notes);
  }

  /** The side throws the connection away. */
  reset(side: Side, notes: SegmentNotes): void {
    this.#send(side, FLAG.rst | FLAG.ack, notes);
  }

  /** An empty segment. If there is nothing to acknowledge, it makes the window a little smaller: otherwise it would look sent twice. */
  acknowledge(side: Side, notes: SegmentNotes): void {
    const half = this.#halves[side];
    if (half.acknowledged === this.#halves[otherOf(side)].next)
      half.window = half.window > 1 ? half.window - 1 : LARGEST_WINDOW;
    this.#send(side, FLAG.ack, notes);
  }

  #acknowledge(side: Side): void {
    this.#halves[side].acknowledged = this.#halves[otherOf(side)].next;
  }

  /** Each packet is a nanosecond later than the one before it, at least: so the order stays if packets are sorted by time. */
  #send(side: Side, flags: number, { time, comments }: SegmentNotes, payload = { seen: "", length: 0 }): void {
    const half = this.#halves[side];
    const to = this.#halves[otherOf(side)].end;
    if ((flags & FLAG.ack) !== 0) this.#acknowledge(side);
    this.#time = time > this.#time ? time : this.#time + 1n;
    const { next: sequence, acknowledged, window, end: from } = half;
    const packet = packetOf({ from, to, flags, sequence, acknowledged, window, ...payload });
    const counted = (flags & (FLAG.syn | FLAG.fin)) === 0 ? 0 : 1;
    half.next = (half.next + payload.length + counted) >>> 0;
    this.put({ side, time: this.#time, comments, ...packet });
  }
}

export function otherOf(side: Side): Side {
  return side === "program" ? "peer" : "program";
}

/** Far apart for numbers that follow one another (Knuth's multiplicative hash). */
function initialSequence(number: number): number {
  return Math.imul(number, 0x9e3779b1) >>> 0;
}
