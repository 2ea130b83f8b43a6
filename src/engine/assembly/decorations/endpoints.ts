/** What the `<...>` after an fd says about a stream socket (core/sockets/decoration.ts). */
import { only } from "../memory";
import { Transport } from "../sockets/kinds";

/** What a decoration names. */
export enum Named {
  /** There is none. */
  Nothing,
  /** A file, a pipe, a datagram socket and so on. */
  Other,
  Socket,
}

/** Texts stand in memory that the next decoration overwrites; an end of 0 is null. */
@unmanaged
export class Endpoints {
  named: Named;
  transport: Transport;
  localStart: usize;
  localEnd: usize;
  peerStart: usize;
  peerEnd: usize;
  /** A name that stays the same while the socket is connected; null if it may still change. */
  identityStart: usize;
  identityEnd: usize;

  /** Reads the decoration start..end, without its angle brackets; an end of 0: there is none. */
  read(start: usize, end: usize): Named {
    return Named.Nothing;
  }

  /** True for a pair of addresses that strace cannot have printed: it names no other socket. */
  get isDamaged(): bool {
    return false;
  }
}

export const endpoints: Endpoints = only<Endpoints>();

/** True for the name of a stream socket that is not whole, as `TCP:...[127.0.0.1:80]`: its line was changed. */
export function isBrokenName(start: usize, end: usize): bool {
  return false;
}
