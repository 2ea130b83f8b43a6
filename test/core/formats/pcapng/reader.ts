/** A strict reader of pcapng files with TCP in raw IP packets: whatever is not as the specifications demand is an error. */
import assert from "node:assert/strict";

export interface Interface {
  readonly name: string;
  readonly comment: string;
}

export interface Packet {
  readonly interface: number;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  readonly isOutbound: boolean;
  readonly comments: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Such as `SYN ACK`. */
  readonly flags: string;
  readonly sequence: number;
  readonly acknowledged: number;
  /** The payload as far as it was captured, one character for each byte. */
  readonly seen: string;
  /** The bytes of the payload. */
  readonly length: number;
}

export interface CaptureFile {
  readonly application: string;
  readonly comment: string;
  readonly interfaces: readonly Interface[];
  readonly packets: readonly Packet[];
}

const FLAGS = ["FIN", "SYN", "RST", "PSH", "ACK"];

/** @param document text with one character for each byte */
export function readPcapng(document: string): CaptureFile {
  const bytes = Buffer.from(document, "latin1");
  assert.equal(bytes.toString("latin1"), document, "a character that is no byte");
  const blocks = [...blocksOf(bytes)];
  const [header, ...others] = blocks;
  assert.equal(header?.type, 0x0a0d0d0a);
  assert.equal(header.body.readUInt32LE(0), 0x1a2b3c4d);
  assert.deepEqual([header.body.readUInt16LE(4), header.body.readUInt16LE(6)], [1, 0]);
  assert.equal(header.body.readBigInt64LE(8), -1n);
  const said = optionsOf(header.body.subarray(16));
  const interfaces: Interface[] = [];
  const packets: Packet[] = [];
  for (const { type, body } of others) {
    if (type === 1) interfaces.push(interfaceOf(body));
    else if (type === 6) packets.push(packetOf(body, interfaces.length));
    else assert.fail(`a block of type ${type}`);
  }
  return { application: one(said, 4), comment: one(said, 1), interfaces, packets };
}

function* blocksOf(bytes: Buffer): Generator<{ type: number; body: Buffer }> {
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    assert.equal(length % 4, 0);
    assert.ok(length >= 12 && at + length <= bytes.length);
    assert.equal(bytes.readUInt32LE(at + length - 4), length);
    yield { type: bytes.readUInt32LE(at), body: bytes.subarray(at + 8, at + length - 4) };
    at += length;
  }
}

type Options = readonly { readonly code: number; readonly value: Buffer }[];

function optionsOf(bytes: Buffer): Options {
  const options: { code: number; value: Buffer }[] = [];
  for (let at = 0; ; ) {
    const [code, length] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)];
    if (code === 0) {
      assert.deepEqual([length, at + 4], [0, bytes.length], "options end at the end of the block");
      return options;
    }
    options.push({ code, value: bytes.subarray(at + 4, at + 4 + length) });
    const end = at + 4 + length;
    at = Math.ceil(end / 4) * 4;
    assert.ok(bytes.subarray(end, at).every((byte) => byte === 0));
  }
}

function words(options: Options, code: number): string[] {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return options.filter((option) => option.code === code).map(({ value }) => decoder.decode(value));
}

function one(options: Options, code: number): string {
  const found = words(options, code);
  assert.equal(found.length, 1);
  return found[0] as string;
}

function interfaceOf(body: Buffer): Interface {
  assert.deepEqual([body.readUInt16LE(0), body.readUInt16LE(2)], [101, 0], "raw IP");
  assert.equal(body.readUInt32LE(4), 65_535);
  const options = optionsOf(body.subarray(8));
  const units = options.filter(({ code }) => code === 9).map(({ value }) => [...value]);
  assert.deepEqual(units, [[9]], "nanoseconds");
  return { name: one(options, 2), comment: one(options, 1) };
}

function packetOf(body: Buffer, interfaces: number): Packet {
  const [from, high, low, captured, length] = [0, 4, 8, 12, 16].map((at) => body.readUInt32LE(at)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  assert.ok(from < interfaces, "its interface was described");
  assert.ok(captured <= length && length <= 65_535);
  const end = Math.ceil((20 + captured) / 4) * 4;
  const options = optionsOf(body.subarray(end));
  const [direction] = options.filter(({ code }) => code === 2).map(({ value }) => value.readUInt32LE(0));
  assert.ok(direction === 1 || direction === 2);
  const segment = segmentOf(body.subarray(20, 20 + captured), length);
  const time = (BigInt(high) << 32n) + BigInt(low);
  return { interface: from, time, isOutbound: direction === 2, comments: words(options, 1), ...segment };
}

type Segment = Pick<Packet, "from" | "to" | "flags" | "sequence" | "acknowledged" | "seen" | "length">;

function segmentOf(packet: Buffer, length: number): Segment {
  const isFour = packet.readUInt8(0) >> 4 === 4;
  const start = isFour ? 20 : 40;
  const carried = length - start;
  if (isFour) {
    assert.equal(packet.readUInt8(0), 0x45);
    assert.equal(packet.readUInt16BE(2), length);
    assert.equal(sum(packet.subarray(0, 20)), 0xffff, "the checksum of IP");
    assert.equal(packet.readUInt8(9), 6);
  } else {
    assert.equal(packet.readUInt8(0), 0x60);
    assert.equal(packet.readUInt16BE(4), carried);
    assert.equal(packet.readUInt8(6), 6);
  }
  const addresses = isFour ? packet.subarray(12, 20) : packet.subarray(8, 40);
  const half = addresses.length / 2;
  const segment = packet.subarray(start);
  const header = (segment.readUInt8(12) >> 4) * 4;
  const pseudo = Buffer.alloc(addresses.length + 8);
  addresses.copy(pseudo);
  pseudo.writeUInt32BE(carried, addresses.length);
  pseudo.writeUInt8(6, addresses.length + 7);
  assert.equal(sum(Buffer.concat([pseudo, segment])), 0xffff, "the checksum of TCP, with what is left out as 0");
  const flags = segment.readUInt8(13);
  return {
    from: `${addressText(addresses.subarray(0, half))} ${segment.readUInt16BE(0)}`,
    to: `${addressText(addresses.subarray(half))} ${segment.readUInt16BE(2)}`,
    flags: FLAGS.filter((_, bit) => (flags >> bit) % 2 === 1).join(" "),
    sequence: segment.readUInt32BE(4),
    acknowledged: segment.readUInt32BE(8),
    seen: segment.subarray(header).toString("latin1"),
    length: carried - header,
  };
}

function addressText(address: Buffer): string {
  return address.length === 4 ? address.join(".") : address.toString("hex").replace(/(....)(?=.)/g, "$1:");
}

function sum(bytes: Buffer): number {
  const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
  let total = 0;
  for (let at = 0; at < even.length; at += 2) total += even.readUInt16BE(at);
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
  return total;
}

/** Both directions of a connection. */
export interface Streams {
  /** By the sender: its bytes, with NUL for each that was left out. */
  readonly [from: string]: string;
}

/**
 * Puts the streams together, and holds every rule of TCP against them: numbers that go on, nothing acknowledged that was not sent, nothing sent
 * after an end, times that do not go back.
 */
export function streamsOf(packets: readonly Packet[]): Map<string, Streams> {
  const halves = new Map<string, { next: number; isOver: boolean }>();
  const times = new Map<string, bigint>();
  const streams = new Map<string, Record<string, string>>();
  for (const { from, to, flags, sequence, acknowledged, seen, length, time } of packets) {
    const key = [from, to].sort().join(" <-> ");
    const isFirst = flags === "SYN" || !streams.has(key);
    if (isFirst) {
      streams.set(key, {});
      halves.delete(`${key} ${from}`);
      halves.delete(`${key} ${to}`);
    }
    assert.ok(time > (times.get(key) ?? -1n));
    times.set(key, time);
    const half = halves.get(`${key} ${from}`);
    const other = halves.get(`${key} ${to}`);
    if (half) assert.equal(sequence, half.next);
    if (flags.includes("ACK") && other)
      assert.equal(acknowledged, other.next, "it has what was sent, and nothing else");
    if (half?.isOver) assert.deepEqual([length, /SYN|FIN/.test(flags)], [0, false], "nothing is sent after an end");
    const next = (sequence + length + (/SYN|FIN/.test(flags) ? 1 : 0)) >>> 0;
    halves.set(`${key} ${from}`, { next, isOver: half?.isOver === true || /FIN|RST/.test(flags) });
    const stream = streams.get(key) as Record<string, string>;
    if (length > 0) stream[from] = (stream[from] ?? "") + seen + "\0".repeat(length - seen.length);
  }
  return streams;
}
