import type { LineRef } from "../strace/line/line-ref.js";
import type { Socket } from "./socket.js";

/** Seconds within which a thread that was killed in a call is gone: strace prints both at once. */
const DYING = 0.01;

/** A write of which the kernel took a part. */
export interface ShortWrite {
  readonly socket: Socket;
  readonly fd: number | null;
  /** Bytes that were asked for and not taken. */
  readonly missing: number;
  /** Seconds at which it returned. */
  readonly time: number | null;
}

/**
 * Whether its thread may have been killed within it, where it ended right behind it: what strace then prints as the
 * count is whatever it finds there.
 */
export function isInDoubt({ time }: ShortWrite, end: LineRef): boolean {
  const hasGoneOn = time !== null && end.time !== null && end.time - time >= DYING;
  return !hasGoneOn;
}
