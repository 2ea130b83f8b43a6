/** The blocks of a pcapng file (draft-ietf-opsawg-pcapng), as text with one character for each byte. */
import { littleEndian16, littleEndian32, utf8Bytes } from "./byte-text.js";

const BLOCK = { section: 0x0a0d0d0a, interface: 1, packet: 6 } as const;
/** Says that all numbers begin with their lowest byte. */
const BYTE_ORDER = 0x1a2b3c4d;
/** Packets begin with the header of IPv4 or IPv6. */
const LINKTYPE_RAW = 101;
/** No IP packet is longer. */
const LONGEST_PACKET = 65_535;
/** Times count units of 10^-9 seconds. */
const NANOSECONDS = "\x09";
const OPTION = { end: 0, comment: 1, application: 4, interfaceName: 2, timeUnit: 9, packetFlags: 2 } as const;
/** An option has at most 65,535 bytes; what stands for a character of a comment has at most six. */
const LONGEST_WORDS = 8192;
const INBOUND = 1;
const OUTBOUND = 2;

/** A packet, and what is said of it. */
export interface PacketBlock {
  /** The number of its interface, from 0, in the order in which they are described. */
  readonly interface: number;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  /** The bytes that the capture shows: the first ones of the packet. */
  readonly captured: string;
  /** The bytes that the packet has. */
  readonly length: number;
  /** True if the traced program sent it. */
  readonly isOutbound: boolean;
  readonly comments: readonly string[];
}

/** Begins a file. */
export function sectionHeader(application: string, comment: string): string {
  const unknownLength = littleEndian32(0xffffffff).repeat(2);
  const head = littleEndian32(BYTE_ORDER) + littleEndian16(1) + littleEndian16(0) + unknownLength;
  const said = words(OPTION.comment, comment) + words(OPTION.application, application);
  return block(BLOCK.section, head + withEnd(said));
}

/** Describes what packets come from. */
export function interfaceDescription(name: string, comment: string): string {
  const head = littleEndian16(LINKTYPE_RAW) + littleEndian16(0) + littleEndian32(LONGEST_PACKET);
  const said = words(OPTION.comment, comment) + words(OPTION.interfaceName, name);
  return block(BLOCK.interface, head + withEnd(said + option(OPTION.timeUnit, NANOSECONDS)));
}

export function packetBlock({ interface: from, time, captured, length, isOutbound, comments }: PacketBlock): string {
  const high = littleEndian32(Number(time >> 32n));
  const low = littleEndian32(Number(time & 0xffffffffn));
  const sizes = littleEndian32(captured.length) + littleEndian32(length);
  const direction = option(OPTION.packetFlags, littleEndian32(isOutbound ? OUTBOUND : INBOUND));
  const said = comments.map((comment) => words(OPTION.comment, comment)).join("");
  return block(BLOCK.packet, littleEndian32(from) + high + low + sizes + padded(captured) + withEnd(said + direction));
}

function block(type: number, body: string): string {
  const length = littleEndian32(body.length + 12);
  return littleEndian32(type) + length + body + length;
}

function words(code: number, text: string): string {
  return option(code, utf8Bytes(text.slice(0, LONGEST_WORDS)));
}

function option(code: number, value: string): string {
  return littleEndian16(code) + littleEndian16(value.length) + padded(value);
}

function withEnd(options: string): string {
  return options + littleEndian16(OPTION.end) + littleEndian16(0);
}

/** Everything begins at a multiple of four bytes. */
function padded(value: string): string {
  return value + "\0".repeat(-value.length & 3);
}
