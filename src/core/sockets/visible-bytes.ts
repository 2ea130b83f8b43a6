import { plainBuffer, plainVector } from "../strace/arguments/plain-arguments.js";
import { QuotedBuffer } from "../strace/arguments/quoted-buffer.js";
import { integerOf, member, type Value } from "../strace/arguments/value.js";
import type { Syscall } from "../strace/call/syscall.js";
import type { CallRow } from "../syscalls/row.js";
import type { VisibleBytes } from "./event.js";

/** What a call of the read or write family offers: its bytes as far as strace shows them, and their count. */
export interface IoBuffers {
  readonly pieces: readonly VisibleBytes[];
  /** Bytes asked for; null where strace abbreviated the list (`-s` cuts the iovec array as well). */
  readonly asked: number | null;
  /** Where the arguments behind the count begin, where they were read without the grammar; otherwise -1. */
  readonly behind: number;
  /** The bytes of each message, for a call whose result counts messages. */
  readonly lengths?: readonly number[];
}

/** Reads what a call offers, by how its arguments hold the bytes. */
export function offerOf({ buffers, from }: CallRow): (call: Syscall) => IoBuffers {
  if (buffers === "vector") return ofVector;
  if (buffers === "message") return ofMessage;
  return buffers === "messages" ? (call) => ofMessages(call, from !== undefined) : ofBuffer;
}

/** How many bytes a call moved, by its result. */
export function movedBytes({ lengths }: IoBuffers, result: number): number {
  const count = Math.max(0, result);
  return lengths ? lengths.slice(0, count).reduce((sum, length) => sum + length, 0) : count;
}

const NOTHING = offer([], null);

/** `write(fd, "...", n)`, `sendto(fd, "...", n, flags, ...)`, `read`, `recvfrom`. */
export function ofBuffer(call: Syscall): IoBuffers {
  const plain = isPlain(call) ? plainBuffer(call.argumentsText) : null;
  if (plain) return { pieces: [plain.buffer], asked: plain.buffer.length, behind: plain.behind };
  const [, buffer, count] = call.args ?? [];
  const asked = integerOf(count);
  return asked === null ? NOTHING : offer([shown(longer(seenIn(buffer), call.dumps[0]), asked)], asked);
}

/** `writev(fd, [{iov_base="...", iov_len=n}, ...], count)`, `pwritev2`, `readv`, `preadv2`. */
function ofVector(call: Syscall): IoBuffers {
  const plain = isPlain(call) ? plainVector(call.argumentsText) : null;
  if (!plain) return ofIovec(call.args?.[1], call.dumps);
  let asked = 0;
  for (const { length } of plain) asked += length;
  return offer(plain, asked);
}

/** `sendmsg(fd, {msg_iov=[...], ...}, flags)`, `recvmsg`. */
function ofMessage(call: Syscall): IoBuffers {
  return ofIovec(member(call.args?.[1], "msg_iov") ?? undefined, call.dumps);
}

/** `sendmmsg(fd, [{msg_hdr={...}, msg_len=n}, ...], vlen, flags)`, `recvmmsg`: the result counts messages, not bytes. */
function ofMessages(call: Syscall, areReceived: boolean): IoBuffers {
  const messages = call.args?.[1];
  const items = messages?.kind === "array" ? messages.items : [];
  const offers = items.map((item) => ofIovec(member(member(item, "msg_hdr") ?? undefined, "msg_iov") ?? undefined));
  const lengths = items.map((item) => integerOf(member(item, "msg_len")) ?? 0);
  const isWhole = messages?.kind === "array" && !messages.cut && offers.every((offer) => offer.asked !== null);
  return {
    // what is received need not fill the room of its message
    pieces: offers.flatMap(({ pieces }, index) => (areReceived ? firstBytes(pieces, lengths[index] ?? 0) : pieces)),
    asked: isWhole ? offers.reduce((sum, offer) => sum + (offer.asked ?? 0), 0) : null,
    behind: -1,
    lengths,
  };
}

function ofIovec(vector: Value | undefined, dumps: readonly string[] = []): IoBuffers {
  if (vector?.kind !== "array") return NOTHING;
  const pieces: VisibleBytes[] = [];
  let asked = 0;
  for (const [index, item] of vector.items.entries()) {
    const [base, length] = item.kind === "struct" ? item.members : [];
    const bytes = integerOf(length?.value); // strace 4: {"...", 247} without names
    if (bytes === null) return offer(pieces, null);
    pieces.push(shown(longer(seenIn(base?.value), dumps[index]), bytes));
    asked += bytes;
  }
  return offer(pieces, vector.cut ? null : asked);
}

function seenIn(value: Value | undefined): string {
  return value?.kind === "string" ? value.bytes : "";
}

/** A hexdump (`-e write=`) shows a buffer beyond where `-s` cut its string. */
function longer(seen: string, dump: string | undefined): string {
  return dump !== undefined && dump.length > seen.length ? dump : seen;
}

function shown(seen: string, length: number): VisibleBytes {
  return { seen: seen.slice(0, length), length };
}

const NONE: readonly VisibleBytes[] = [];

/** The bytes of an offer that the kernel took, or gave: of most, all. What ends with nothing (node) is not kept. */
export function taken({ pieces, asked }: IoBuffers, count: number): readonly VisibleBytes[] {
  const last = pieces[pieces.length - 1];
  return last && last.length > 0 && count === asked ? pieces : firstBytes(pieces, count);
}

/** The first `count` bytes. A part nobody listed is a piece with nothing seen. */
export function firstBytes(pieces: readonly VisibleBytes[], count: number): readonly VisibleBytes[] {
  const [only] = pieces;
  if (count === 0) return NONE;
  if (!only) return [new QuotedBuffer("", count)];
  if (pieces.length === 1 && count <= only.length) return [firstOf(only, count)];
  const found: VisibleBytes[] = [];
  let left = count;
  for (const piece of pieces) {
    if (left === 0) break;
    const length = Math.min(piece.length, left);
    found.push(firstOf(piece, length));
    left -= length;
  }
  if (left > 0) found.push(new QuotedBuffer("", left));
  return found;
}

function firstOf(piece: VisibleBytes, length: number): VisibleBytes {
  return piece instanceof QuotedBuffer ? piece.first(length) : shown(piece.seen, length);
}

function offer(pieces: readonly VisibleBytes[], asked: number | null): IoBuffers {
  return { pieces, asked, behind: -1 };
}

/** True where the text is all there is to read. */
function isPlain(call: Syscall): boolean {
  return call.part === "whole" && call.dumps.length === 0;
}
