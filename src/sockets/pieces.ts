import { isEscaped, plainBuffer, plainVector } from "../strace/plain-arguments.js";
import type { Syscall } from "../strace/syscall.js";
import { unquote } from "../strace/unquote.js";
import { integerOf, member, type Value } from "../strace/value.js";
import type { Piece } from "./event.js";

/** What a call of the read or write family offers: its bytes as far as strace shows them, and their count. */
export interface Offer {
  readonly pieces: readonly Piece[];
  /** Bytes asked for; null where strace abbreviated the list (`-s` cuts the iovec array as well). */
  readonly asked: number | null;
  /** The arguments behind the count, where they were read without the grammar. */
  readonly rest?: string;
}

const NOTHING: Offer = { pieces: [], asked: null };

/** Bytes that were printed: unquoted when somebody looks at them, which of a body nobody does. */
class PrintedPiece implements Piece {
  #seen: string | null = null;
  #start: string | null = null;

  constructor(
    private readonly quoted: string,
    readonly length: number,
  ) {}

  get seen(): string {
    this.#seen ??= unquote(this.quoted).slice(0, this.length);
    return this.#seen;
  }

  get start(): string {
    if (this.quoted.length <= LONG) return this.seen;
    this.#start ??= unquote(this.quoted.slice(0, endOfStart(this.quoted))).slice(0, this.length);
    return this.#start;
  }

  first(length: number): Piece {
    return length === this.length ? this : new PrintedPiece(this.quoted, length);
  }
}

/** Characters of a printed string beyond which only its start is unquoted first. */
const LONG = 2048;

/** Not within an escape: they are at most four characters long, and begin with a backslash that is not escaped itself. */
function endOfStart(quoted: string): number {
  for (let i = LONG - 4; i < LONG; i++) if (quoted[i] === "\\" && !isEscaped(quoted, i)) return i;
  return LONG;
}

/** `write(fd, "...", n)`, `sendto(fd, "...", n, flags, ...)`, `read`, `recvfrom`. */
export function ofBuffer(call: Syscall): Offer {
  const plain = call.dumps.length > 0 || call.extent !== "whole" ? null : plainBuffer(call.argumentsText);
  if (plain) return { pieces: [new PrintedPiece(plain.quoted, plain.length)], asked: plain.length, rest: plain.rest };
  const [, buffer, count] = call.args ?? [];
  const asked = integerOf(count);
  return asked === null ? NOTHING : { pieces: [shown(longer(seenIn(buffer), call.dumps[0]), asked)], asked };
}

/** `writev(fd, [{iov_base="...", iov_len=n}, ...], count)`, `pwritev2`, `readv`. */
export function ofVector(call: Syscall): Offer {
  const plain = call.dumps.length > 0 || call.extent !== "whole" ? null : plainVector(call.argumentsText);
  if (!plain) return ofIovec(call.args?.[1], call.dumps);
  return {
    pieces: plain.map(({ quoted, length }) => new PrintedPiece(quoted, length)),
    asked: plain.reduce((sum, { length }) => sum + length, 0),
  };
}

/** `sendmsg(fd, {msg_iov=[...], ...}, flags)`, `recvmsg`. */
export function ofMessage(call: Syscall): Offer {
  return ofIovec(member(call.args?.[1], "msg_iov") ?? undefined, call.dumps);
}

/** `sendmmsg(fd, [{msg_hdr={...}, msg_len=n}, ...], vlen, flags)`: the result counts messages, not bytes. */
export function ofMessages(call: Syscall): Offer & { readonly lengths: readonly number[] } {
  const messages = call.args?.[1];
  const items = messages?.kind === "array" ? messages.items : [];
  const offers = items.map((item) => ofIovec(member(member(item, "msg_hdr") ?? undefined, "msg_iov") ?? undefined));
  const isWhole = messages?.kind === "array" && !messages.cut && offers.every((offer) => offer.asked !== null);
  return {
    pieces: offers.flatMap((offer) => offer.pieces),
    asked: isWhole ? offers.reduce((sum, offer) => sum + (offer.asked ?? 0), 0) : null,
    lengths: items.map((item) => integerOf(member(item, "msg_len")) ?? 0),
  };
}

function ofIovec(vector: Value | undefined, dumps: readonly string[] = []): Offer {
  if (vector?.kind !== "array") return NOTHING;
  const pieces: Piece[] = [];
  let asked = 0;
  for (const [index, item] of vector.items.entries()) {
    const [base, length] = item.kind === "struct" ? item.members : [];
    const bytes = integerOf(length?.value); // strace 4: {"...", 247} without names
    if (bytes === null) return { pieces, asked: null };
    pieces.push(shown(longer(seenIn(base?.value), dumps[index]), bytes));
    asked += bytes;
  }
  return { pieces, asked: vector.cut ? null : asked };
}

function seenIn(value: Value | undefined): string {
  return value?.kind === "string" ? value.bytes : "";
}

/** A hexdump (`-e write=`) shows a buffer beyond where `-s` cut its string. */
function longer(seen: string, dump: string | undefined): string {
  return dump !== undefined && dump.length > seen.length ? dump : seen;
}

function shown(seen: string, length: number): Piece {
  return { seen: seen.slice(0, length), length };
}

const NONE: readonly Piece[] = [];

/** The bytes of an offer that the kernel took, or gave: of most, all. */
export function taken({ pieces, asked }: Offer, count: number): readonly Piece[] {
  return count === asked && pieces.length > 0 ? pieces : firstBytes(pieces, count);
}

/** The first `count` bytes. A part nobody listed is a piece with nothing seen. */
export function firstBytes(pieces: readonly Piece[], count: number): readonly Piece[] {
  if (count === 0) return NONE;
  const taken: Piece[] = [];
  let left = count;
  for (const piece of pieces) {
    if (left === 0) break;
    const length = Math.min(piece.length, left);
    taken.push(piece instanceof PrintedPiece ? piece.first(length) : shown(piece.seen, length));
    left -= length;
  }
  if (left > 0) taken.push({ seen: "", length: left });
  return taken;
}
