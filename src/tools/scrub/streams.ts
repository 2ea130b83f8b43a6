import type { Taken } from "../../core/analysis/analyzer.js";
import type { DataEvent } from "../../core/protocols/exchange.js";
import { POSSIBLE_END, seenTail } from "../../core/protocols/http1/chunks/open-end.js";
import { endOfHead } from "../../core/protocols/http1/head/end-of-head.js";
import { orderAt } from "../../core/protocols/told.js";
import type { SocketFacts } from "../../core/sockets/socket-facts.js";
import { FIELD, maskBegunSize, maskChunkEnd, maskChunkSize, maskFields, maskHead, maskLastBytes } from "./heads.js";
import { BODY } from "./line/mask.js";
import { LostSizes } from "./lost-sizes.js";
import { isProxyHeader, maskOpening } from "./opening.js";
import type { Patches } from "./patches.js";
import { Conversing } from "./protocols/conversing.js";
import type { Pseudonyms } from "./pseudonyms.js";
import { Question } from "./question.js";
import { leftOf, type Span, seenOf } from "./spans.js";

/** A part of a message. It may come in several calls. */
interface Part {
  readonly as: "head" | "chunk-size" | "trailers";
  text: string;
  readonly spans: Span[];
}

interface Streams {
  /** The side that speaks first, and its first bytes, up to the end of their first line. */
  first: DataEvent["kind"] | null;
  opening: string;
  /** What the first side asks, if it may be uwsgi's question; null once it is answered. */
  question: Question | null;
  readonly parts: Map<DataEvent["kind"], Part>;
  readonly lost: Map<DataEvent["kind"], LostSizes>;
  /** The directions in which a head was cut, and may go on in calls of its own. */
  readonly cutHeads: Set<DataEvent["kind"]>;
  /** The last bytes each way. */
  readonly last: Map<DataEvent["kind"], DataEvent>;
}

/** Bytes that decide a connection's protocol at the most (core/protocols/http1/sniffer.ts). */
const LONGEST_OPENING = 8192;
/**
 * What makes an fd of which only writes are seen a connection; and the preface of HTTP/2,
 * also as the answer to a server that speaks first.
 */
const MESSAGE = /^(?:HTTP\/1\.|PRI \* HTTP\/2\.0(?:\r\n\r\n(?:SM\r\n\r\n)?)?|([A-Z-]+ \S+ HTTP\/1\.[01]\r?\n))/;

/** Learns which bytes must be kept, and in what form, from how the HTTP parser classified them. */
export class StreamMasks {
  readonly #streams = new Map<SocketFacts, Streams>();
  /** The connections that speak another protocol. */
  readonly conversing: Conversing;
  readonly #orders: { readonly line: number; readonly at: number; readonly bytes: string }[] = [];

  constructor(
    private readonly patches: Patches,
    private readonly names: Pseudonyms,
  ) {
    this.conversing = new Conversing((...bytes) => this.#patch(...bytes), names);
  }

  take(event: DataEvent, taken: readonly Taken[]): void {
    this.#shortened(event);
    const before = this.conversing.take(event);
    if (before !== null) {
      if (before > 0) this.#header(event, before);
      this.#order(event);
      this.#all(this.#of(event.socket), event, taken);
      return;
    }
    if (event.pieces.length === 0) {
      this.#doubt(event, taken);
      return;
    }
    const streams = this.#of(event.socket);
    if (streams.first === null && Question.isOne(event)) {
      streams.question = new Question((...bytes) => this.#patch(...bytes), this.names.removed);
    }
    streams.last.set(event.kind, event);
    this.#opening(streams, event);
    if (streams.question?.take(event) === false) streams.question = null;
    this.#starts(event);
    this.#order(event);
    this.#all(streams, event, taken);
  }

  #shortened(event: DataEvent): void {
    const offered = event.kind === "write" ? event.offered : null;
    for (const pieces of [event.pieces, offered ?? []])
      for (const [index, { elided }] of pieces.entries())
        if (elided !== undefined) this.patches.shorten(event.line, index);
  }

  /** A write that never returned: its bytes may be the next of the stream, or not. */
  #doubt(event: DataEvent, taken: readonly Taken[]): void {
    if (event.kind !== "write" || !event.offered || taken.length === 0) return;
    const streams = this.#of(event.socket);
    const parts = new Map<DataEvent["kind"], Part>();
    for (const [kind, part] of streams.parts) parts.set(kind, { ...part, spans: [...part.spans] });
    const fork = {
      ...streams,
      parts,
      lost: new Map<DataEvent["kind"], LostSizes>(),
      cutHeads: new Set(streams.cutHeads),
    };
    this.#all(fork, { ...event, pieces: event.offered }, taken);
    this.#endOf(fork);
  }

  #all(streams: Streams, event: DataEvent, taken: readonly Taken[]): void {
    let at = 0;
    for (const { as, bytes } of taken) {
      this.#taken(streams, as, { event, at, length: bytes });
      at += bytes;
    }
  }

  /** Nothing follows on this socket. */
  end(socket: SocketFacts): void {
    this.conversing.end(socket);
    const streams = this.#streams.get(socket);
    if (streams) this.#endOf(streams);
    for (const event of streams?.last.values() ?? []) this.#lastBytes(event);
    this.#streams.delete(socket);
  }

  #endOf({ parts, lost }: Streams): void {
    for (const part of parts.values()) this.#finish(part);
    for (const sizes of lost.values()) sizes.end();
  }

  /** Bytes in which a chunked body may end become others in which it may end, and only those (http1/chunks/open-end.ts). */
  #lastBytes(event: DataEvent): void {
    const tail = seenTail(event.pieces);
    const [end = ""] = POSSIBLE_END.exec(tail) ?? [];
    const length = event.pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (end !== "") this.#patch(event, length - end.length, maskLastBytes(end), "below");
    else {
      const masked = this.#printedTail(event, tail.length);
      if (POSSIBLE_END.test(masked)) this.#patch(event, length - tail.length, withLineEnds(masked, tail));
    }
  }

  /** What is printed for the last bytes of an event, which are all seen. */
  #printedTail({ line, pieces }: DataEvent, length: number): string {
    let tail = "";
    for (let index = pieces.length - 1; tail.length < length; index--) {
      const piece = pieces[index]?.length ?? 0;
      const part = Math.min(piece, length - tail.length);
      tail = this.patches.bytesOf(line, index, part, BODY, piece - part) + tail;
    }
    return tail;
  }

  finish(): void {
    for (const socket of [...this.#streams.keys()]) this.end(socket);
    for (const { line, at, bytes } of this.#orders) this.patches.add(line, { piece: 0, at, bytes });
  }

  /** A command to end a connection stays (core/protocols/told.ts), and that it stands alone, also within a head. */
  #order({ kind, line, pieces }: DataEvent): void {
    const [{ seen } = { seen: "" }] = pieces;
    const order = kind === "read" ? orderAt(seen) : null;
    if (!order) return;
    const { at, text } = order;
    const isWord = /^[a-z]+$/i.test(text);
    const blankAt = (index: number): string => (isWord ? (seen[index] ?? "").replace(/\S/, " ") : "");
    const before = blankAt(at - 1);
    this.#orders.push({ line, at: at - before.length, bytes: before + text + blankAt(at + text.length) });
  }

  #of(socket: SocketFacts): Streams {
    const known = this.#streams.get(socket) ?? {
      first: null,
      opening: "",
      question: null,
      parts: new Map(),
      lost: new Map(),
      cutHeads: new Set(),
      last: new Map(),
    };
    this.#streams.set(socket, known);
    return known;
  }

  /** A conversation begins after so many bytes: if they are the first of the connection, they are a header of the PROXY protocol. */
  #header(event: DataEvent, length: number): void {
    if (this.#of(event.socket).first === null) this.#patch(event, 0, maskOpening(seenOf({ event, at: 0, length })));
  }

  #opening(streams: Streams, event: DataEvent): void {
    streams.first ??= event.kind;
    if (streams.first !== event.kind || streams.opening.length >= LONGEST_OPENING) return;
    const before = streams.opening.length;
    const seen = seenOf({ event, at: 0, length: LONGEST_OPENING });
    streams.opening += seen;
    this.#patch(event, 0, maskOpening(streams.opening).slice(before));
    if (streams.opening.includes("\n", 16)) streams.opening = streams.opening.padEnd(LONGEST_OPENING);
  }

  /** Keeps the start of a write that looks like the start of a message. */
  #starts(event: DataEvent): void {
    let at = 0;
    for (const { seen, length } of event.pieces) {
      const [start = "", request] = MESSAGE.exec(seen) ?? [];
      if (start !== "") this.#patch(event, at, request ? maskHead(start, this.names) : start);
      at += length;
    }
  }

  #taken(streams: Streams, as: Taken["as"], span: Span): void {
    const kind = span.event.kind;
    const open = streams.parts.get(kind);
    if (open && open.as !== as) {
      this.#finish(open);
      streams.parts.delete(kind);
    }
    this.#lost(streams, as, span);
    this.#restOfHead(streams, as, span);
    const seen = as === "head" ? leftOf(span) : seenOf(span);
    if (as === "head" || as === "chunk-size" || as === "trailers") {
      const part: Part = streams.parts.get(kind) ?? { as, text: "", spans: [] };
      streams.parts.set(kind, part);
      part.text += seen;
      part.spans.push({ ...span, length: seen.length });
      if (!isOver(part) && seen.length === span.length) return;
      this.#finish(part);
      streams.parts.delete(kind);
      if (as === "head" && !isOver(part)) streams.cutHeads.add(kind);
    } else if (as === "chunk-end" || as === "start") {
      const lineEnds = as === "start" ? (/^[\r\n]*/.exec(seen)?.[0] ?? "") : maskChunkEnd(seen);
      if (lineEnds !== "") this.#patch(span.event, span.at, lineEnds);
    } else if (as === "lost" && /(?:^|\r\n)0\r\n\r\n$/.test(seen) && seen.length === span.length) {
      const last = seen.endsWith("\r\n0\r\n\r\n") ? 7 : 5; // the last chunk ends a body that cannot be followed
      this.#patch(span.event, span.at + seen.length - last, seen.slice(-last));
    }
  }

  #lost({ lost }: Streams, as: Taken["as"], { event, at, length }: Span): void {
    if (as !== "lost") {
      lost.get(event.kind)?.end();
      return;
    }
    const sizes = lost.get(event.kind) ?? new LostSizes((to, from, bytes) => this.#patch(to, from, bytes));
    lost.set(event.kind, sizes);
    sizes.take(event, at, length);
  }

  /** Header lines in calls of their own after a cut head, and the empty line (http1/head/cut-head.ts). */
  #restOfHead({ cutHeads }: Streams, as: Taken["as"], span: Span): void {
    const kind = span.event.kind;
    if (!cutHeads.has(kind)) return;
    const seen = as === "lost" ? seenOf(span) : "";
    const isOfHead = FIELD.test(seen) || seen === "\r\n";
    if (isOfHead) this.#patch(span.event, span.at, maskFields(seen, this.names));
    if (!isOfHead || /(?:^|\r\n)\r\n$/.test(seen)) cutHeads.delete(kind);
  }

  #finish(part: Part): void {
    const { spans } = part;
    const masked = this.#masked(part);
    let from = 0;
    for (const span of spans) {
      this.#patch(span.event, span.at, masked.slice(from, from + span.length));
      from += span.length;
    }
  }

  #masked(part: Part): string {
    const { as, text } = part;
    if (as === "head") return isProxyHeader(text) ? maskOpening(text) : maskHead(text, this.names);
    if (as === "trailers") return maskFields(text, this.names);
    return isOver(part) ? maskChunkSize(text) : maskBegunSize(text);
  }

  /** Notes bytes for the buffers of the event's call that hold them; `below` those that are noted besides. */
  #patch(event: DataEvent, at: number, bytes: string, place: "above" | "below" = "above"): void {
    let start = 0;
    for (const [piece, { length }] of event.pieces.entries()) {
      const from = Math.max(at, start);
      const to = Math.min(at + bytes.length, start + length);
      if (from < to) {
        const patch = { piece, at: from - start, bytes: bytes.slice(from - at, to - at) };
        this.patches.add(event.line, patch, place);
      }
      start += length;
    }
  }
}

/** The text with the line ends of another one of the same length. */
function withLineEnds(text: string, other: string): string {
  return text.replace(/[\s\S]/g, (char, at: number) => (/[\r\n]/.test(other[at] ?? "") ? (other[at] as string) : char));
}

function isOver({ as, text }: Part): boolean {
  if (as === "head") return endOfHead(text) >= 0;
  return as === "chunk-size" ? text.includes("\n") : false;
}
