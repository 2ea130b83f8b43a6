import type { VisibleBytes } from "../../../../src/core/sockets/event.js";
import { integerOf, member, type Value } from "../../../../src/core/strace/arguments/value.js";
import type { Syscall } from "../../../../src/core/strace/call/syscall.js";
import type { CallRow } from "../../../../src/core/syscalls/row.js";
import { firstBytes, shown } from "./visible-bytes.js";

/** The bytes in the arguments of a read or a write, as far as strace shows them. */
export interface IoBuffers {
  readonly pieces: readonly VisibleBytes[];
  /** The bytes that the program asked for; null if strace cut the iovec array (`-s` limits its length too). */
  readonly asked: number | null;
  /** The bytes of each message, if the result of the call counts messages. */
  readonly lengths?: readonly number[];
}

/** The function that reads the buffers of a call: it depends on how the arguments hold the bytes. */
export function buffersReader({ buffers, from }: CallRow): (call: Syscall) => IoBuffers {
  if (buffers === "vector") return ofVector;
  if (buffers === "message") return ofMessage;
  return buffers === "messages" ? (call) => ofMessages(call, from !== undefined) : ofBuffer;
}

/** How many bytes the call moved, according to its result. */
export function movedBytes({ lengths }: IoBuffers, result: number): number {
  const count = Math.max(0, result);
  return lengths ? lengths.slice(0, count).reduce((sum, length) => sum + length, 0) : count;
}

const UNKNOWN = offer([], null);
/** The length of a buffer whose count somebody left out: the result says how many bytes it held at the least. */
const UNBOUNDED = Number.POSITIVE_INFINITY;

/** The buffer of `write(fd, "...", n)`, `sendto(fd, "...", n, flags, ...)`, `read` or `recvfrom`. */
export function ofBuffer(call: Syscall): IoBuffers {
  const [, buffer, count] = call.args ?? [];
  const asked = bytesOf(count);
  const { text, isCut } = seenIn(buffer, call.dumps[0]);
  if (asked !== null) return offer([shown(text, asked, isCut)], asked);
  const moved = call.result.value ?? 0; // a person left the count out: sendto(5, "HTTP/1.1 200 OK...", ...) = 4000
  const isAddress = text === "" && isCut; // recvfrom(5, 0x7f..., ...)
  return isAddress || moved <= 0 ? UNKNOWN : offer([shown(text, moved, false)], null);
}

/** The buffers of `writev(fd, [{iov_base="...", iov_len=n}, ...], count)`, `pwritev2`, `readv` or `preadv2`. */
function ofVector(call: Syscall): IoBuffers {
  return ofIovec(call.args?.[1], call.dumps);
}

/** The buffers of `sendmsg(fd, {msg_iov=[...], ...}, flags)` or `recvmsg`. */
function ofMessage(call: Syscall): IoBuffers {
  return ofIovec(member(call.args?.[1], "msg_iov") ?? undefined, call.dumps);
}

/** The buffers of `sendmmsg(fd, [{msg_hdr={...}, msg_len=n}, ...], vlen, flags)` or `recvmmsg`. */
function ofMessages(call: Syscall, areReceived: boolean): IoBuffers {
  const messages = call.args?.[1];
  const items = messages?.kind === "array" ? messages.items : [];
  const offers = items.map((item) => ofIovec(member(member(item, "msg_hdr") ?? undefined, "msg_iov") ?? undefined));
  const lengths = items.map((item) => bytesOf(member(item, "msg_len") ?? undefined) ?? 0);
  const isWhole = messages?.kind === "array" && !messages.cut && offers.every((offer) => offer.asked !== null);
  return {
    // a received message may be shorter than its buffers
    pieces: offers.flatMap(({ pieces }, index) => (areReceived ? firstBytes(pieces, lengths[index] ?? 0) : pieces)),
    asked: isWhole ? offers.reduce((sum, offer) => sum + (offer.asked ?? 0), 0) : null,
    lengths,
  };
}

function ofIovec(vector: Value | undefined, dumps: readonly string[] = []): IoBuffers {
  if (vector?.kind !== "array") return UNKNOWN;
  const pieces: VisibleBytes[] = [];
  let asked = 0;
  for (const [index, item] of vector.items.entries()) {
    const [base, length] = item.kind === "struct" ? item.members : [];
    const bytes = bytesOf(length?.value); // by position, as strace 4 printed {"...", 247} without names
    const { text, isCut } = seenIn(base?.value, dumps[index]);
    if (bytes === null) return offer(text === "" ? pieces : [...pieces, shown(text, UNBOUNDED, false)], null);
    pieces.push(shown(text, bytes, isCut));
    asked += bytes;
  }
  return offer(pieces, vector.cut ? null : asked);
}

/** What an argument shows of a buffer. A hexdump (`-e write=`) shows all of it, and a string as much as `-s` allows. */
function seenIn(value: Value | undefined, dump = ""): { readonly text: string; readonly isCut: boolean } {
  if (value?.kind === "symbol" && value.text === "...") return { text: dump, isCut: false }; // a person left it out
  if (value?.kind !== "string") return { text: dump, isCut: true };
  return dump.length > value.bytes.length ? { text: dump, isCut: true } : { text: value.bytes, isCut: value.cut };
}

/** A number of bytes, which strace prints without a sign: one that has a sign is damaged. */
function bytesOf(value: Value | undefined): number | null {
  const bytes = integerOf(value);
  return bytes !== null && bytes < 0 ? null : bytes;
}

function offer(pieces: readonly VisibleBytes[], asked: number | null): IoBuffers {
  return { pieces, asked };
}
