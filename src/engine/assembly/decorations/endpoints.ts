/** What the `<...>` after an fd says about a stream socket. */

import { endOfDigits } from "../arguments/decimal";
import { copyBytes } from "../blocks";
import { byteAt, findLiteral, putByte, startsWith, writeLiteral } from "../bytes";
import { Room } from "../call/room";
import { Char } from "../char";
import { create } from "../heap/allocate";
import { only } from "../memory";
import { Transport } from "../sockets/kinds";
import { isAddressPair } from "./address-pair";

/** What a decoration names. */
export enum Named {
  /** There is none. */
  Nothing,
  /** A file, a pipe, a datagram socket and so on. */
  Other,
  Socket,
}

/** So many characters are added to a decoration's own at most: `unix:` and twice `inode `. */
const ADDED: i32 = 32;

/** Texts stand where the decoration does, or in memory that the next decoration overwrites; an end of 0: there is none. */
@unmanaged
export class Endpoints {
  named: Named;
  transport: Transport;
  localStart: usize;
  localEnd: usize;
  peerStart: usize;
  peerEnd: usize;
  /** A name that stays the same while the socket is connected. There is none while it may still change. */
  identityStart: usize;
  identityEnd: usize;

  /** Reads the decoration start..end, without its angle brackets; an end of 0: there is none. */
  read(start: usize, end: usize): Named {
    this.localEnd = 0;
    this.peerEnd = 0;
    this.identityEnd = 0;
    this.transport = Transport.Unknown;
    this.named = end === 0 ? Named.Nothing : this.readText(start, end) ? Named.Socket : Named.Other;
    return this.named;
  }

  /** True for a pair of addresses that strace cannot have printed: it names no other socket. */
  get isDamaged(): bool {
    if (this.transport !== Transport.Tcp) return false;
    return (
      this.localEnd === 0 ||
      this.peerEnd === 0 ||
      !isAddressPair(this.localStart, this.localEnd, this.peerStart, this.peerEnd)
    );
  }

  private readText(start: usize, end: usize): bool {
    if (startsWith(start, end, INODE)) return this.readInode(start + INODE.length, end);
    const inner = innerStart(start, end);
    if (inner === 0 || byteAt(end - 1) !== Char.CloseBracket || end - 1 < inner) return false;
    if (byteAt(start) === Char.T) this.readTcp(inner, end - 1);
    else this.readUnix(inner, end - 1);
    return true;
  }

  /** `socket:[305721]` */
  private readInode(start: usize, end: usize): bool {
    const digitsEnd = endOfDigits(start, end);
    if (digitsEnd === start || digitsEnd + 1 !== end || byteAt(digitsEnd) !== Char.CloseBracket) return false;
    this.identityStart = room.of(<i32>(digitsEnd - start) + ADDED);
    this.identityEnd = copyBytes(writeLiteral(this.identityStart, "inode "), start, digitsEnd);
    return true;
  }

  /** `127.0.0.1:80->127.0.0.1:5000`; `127.0.0.1:80` for a listener; a bare inode for an unbound socket. */
  private readTcp(start: usize, end: usize): void {
    this.transport = Transport.Tcp;
    const arrow = findLiteral(start, end, "->");
    const localEnd = arrow === 0 ? end : arrow;
    if (localEnd > start && endOfDigits(start, localEnd) === localEnd) return;
    this.localStart = start;
    this.localEnd = localEnd;
    if (arrow === 0) return;
    const next = findLiteral(arrow + 2, end, "->");
    this.peerStart = arrow + 2;
    this.peerEnd = next === 0 ? end : next;
    this.identityStart = start;
    this.identityEnd = end;
  }

  /** `416394->415643,"/run/app.sock"`: the inode, the inode of the peer, and the path of the socket. */
  private readUnix(start: usize, end: usize): void {
    this.transport = Transport.Unix;
    const inodeEnd = endOfDigits(start, end);
    if (inodeEnd === start) return;
    let p = inodeEnd;
    let peerEnd: usize = 0;
    if (startsWith(p, end, "->")) {
      peerEnd = endOfDigits(p + 2, end);
      if (peerEnd === p + 2) return;
      p = peerEnd;
    }
    if (p !== end && !isPath(p, end)) return;
    let to = room.of(<i32>(end - start) + ADDED);
    this.identityStart = to;
    to = copyBytes(writeLiteral(to, "inode "), start, inodeEnd);
    this.identityEnd = to;
    if (peerEnd !== 0) {
      this.peerStart = to;
      to = copyBytes(writeLiteral(to, "inode "), inodeEnd + 2, peerEnd);
      this.peerEnd = to;
    }
    if (p === end) return;
    this.localStart = to;
    this.localEnd = copyWithoutQuotes(writeLiteral(to, "unix:"), p + 1, end);
  }
}

const room: Room = create<Room>();
export const endpoints: Endpoints = only<Endpoints>();

const INODE = "socket:[";

/** Where the text in the brackets of a stream socket begins; 0: the decoration is another's. */
function innerStart(start: usize, end: usize): usize {
  return (
    after(start, end, "TCPv6:[") +
    after(start, end, "TCP:[") +
    after(start, end, "UNIX-STREAM:[") +
    after(start, end, "UNIX:[") +
    after(start, end, "(null):[")
  );
}

/** After a text at p; 0: another stands there. */
function after(p: usize, end: usize, text: string): usize {
  return startsWith(p, end, text) ? p + text.length : 0;
}

/** True if p..end is `,"/run/app.sock"` or `,@"name"`. */
function isPath(p: usize, end: usize): bool {
  if (byteAt(p) !== Char.Comma) return false;
  const quote = byteAt(p + 1) === Char.At ? p + 2 : p + 1;
  return quote + 1 < end && byteAt(quote) === Char.Quote && byteAt(end - 1) === Char.Quote;
}

function copyWithoutQuotes(to: usize, p: usize, end: usize): usize {
  for (; p < end; p++) if (byteAt(p) !== Char.Quote) putByte(to++, byteAt(p));
  return to;
}

/** True for the name of a stream socket that is not whole, as `TCP:...[127.0.0.1:80]`: its line was changed. */
export function isBrokenName(start: usize, end: usize): bool {
  if (end === 0 || !(startsWith(start, end, "TCP") || startsWith(start, end, "UNIX"))) return false;
  const inner = innerStart(start, end);
  return inner === 0 || end - 1 < inner || byteAt(end - 1) !== Char.CloseBracket;
}
