import type { Taken } from "../../core/analysis/analyzer.js";
import type { DataEvent } from "../../core/protocols/exchange.js";
import { endOfHead } from "../../core/protocols/http1/head.js";
import { orderAt } from "../../core/protocols/told.js";
import type { Socket } from "../../core/sockets/socket.js";
import { maskChunkEnd, maskChunkSize, maskFields, maskHead, maskOpening } from "./heads.js";
import { LostSizes } from "./lost-sizes.js";
import type { Patches } from "./patches.js";
import type { Pseudonyms } from "./pseudonyms.js";

/** Some bytes of an event, from offset `at`. */
interface Span {
  readonly event: DataEvent;
  readonly at: number;
  readonly length: number;
}

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
  readonly parts: Map<DataEvent["kind"], Part>;
  readonly lost: Map<DataEvent["kind"], LostSizes>;
}

/** Bytes that decide a connection's protocol at the most (core/protocols/http1/sniffer.ts). */
const LONGEST_OPENING = 8192;
/** What makes an fd of which only writes are seen a connection (core/analysis/open-socket.ts). */
const MESSAGE = /^(?:HTTP\/1\.|([A-Z-]+ \S+ HTTP\/1\.[01]\r?\n))/;

/** Learns which bytes must be kept, and in what form, from how the HTTP parser classified them. */
export class StreamMasks {
  readonly #streams = new Map<Socket, Streams>();
  readonly #orders: { readonly line: number; readonly at: number; readonly bytes: string }[] = [];

  constructor(
    private readonly patches: Patches,
    private readonly names: Pseudonyms,
  ) {}

  take(event: DataEvent, taken: readonly Taken[]): void {
    if (event.pieces.length === 0) return;
    const streams = this.#of(event.socket);
    this.#opening(streams, event);
    this.#starts(event);
    this.#order(event);
    let at = 0;
    for (const { as, bytes } of taken) {
      this.#taken(streams, as, { event, at, length: bytes });
      at += bytes;
    }
  }

  /** Nothing follows on this socket. */
  end(socket: Socket): void {
    const streams = this.#streams.get(socket);
    for (const part of streams?.parts.values() ?? []) this.#finish(part);
    for (const lost of streams?.lost.values() ?? []) lost.end();
    this.#streams.delete(socket);
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

  #of(socket: Socket): Streams {
    const known = this.#streams.get(socket) ?? { first: null, opening: "", parts: new Map(), lost: new Map() };
    this.#streams.set(socket, known);
    return known;
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
    const seen = seenOf(span);
    if (as === "head" || as === "chunk-size" || as === "trailers") {
      const part: Part = streams.parts.get(kind) ?? { as, text: "", spans: [] };
      streams.parts.set(kind, part);
      part.text += seen;
      part.spans.push({ ...span, length: seen.length });
      if (!isOver(part) && seen.length === span.length) return;
      this.#finish(part);
      streams.parts.delete(kind);
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

  #finish({ as, text, spans }: Part): void {
    const masked =
      as === "head"
        ? maskHead(text, this.names)
        : as === "trailers"
          ? maskFields(text, this.names)
          : maskChunkSize(text);
    let from = 0;
    for (const span of spans) {
      this.#patch(span.event, span.at, masked.slice(from, from + span.length));
      from += span.length;
    }
  }

  /** Notes bytes for the buffers of the event's call that hold them. */
  #patch(event: DataEvent, at: number, bytes: string): void {
    let start = 0;
    for (const [piece, { length }] of event.pieces.entries()) {
      const from = Math.max(at, start);
      const to = Math.min(at + bytes.length, start + length);
      if (from < to) this.patches.add(event.line, { piece, at: from - start, bytes: bytes.slice(from - at, to - at) });
      start += length;
    }
  }
}

function isOver({ as, text }: Part): boolean {
  if (as === "head") return endOfHead(text) >= 0;
  return as === "chunk-size" ? text.includes("\n") : false;
}

/** The bytes of a span, up to the first that the capture does not show. */
function seenOf({ event, at, length }: Span): string {
  let text = "";
  let start = 0;
  for (const piece of event.pieces) {
    if (start + piece.length > at && start < at + length) {
      const from = Math.max(0, at - start);
      const to = Math.min(piece.length, at + length - start);
      const part = piece.seen.slice(from, to);
      text += part;
      if (part.length < to - from) break;
    }
    start += piece.length;
  }
  return text;
}
