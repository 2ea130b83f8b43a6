import type { LineRef } from "../strace/line/line-ref.js";
import type { Socket } from "./socket.js";

/** Seconds. strace prints the call and the death of a thread that was killed inside it at nearly the same time. */
const DYING = 0.01;

/** A write whose bytes the kernel took only in part. */
export interface ShortWrite {
  readonly socket: Socket;
  readonly fd: number | null;
  /** Bytes that the program asked for and the kernel did not take. */
  readonly missing: number;
  /** Seconds at which the write returned; null if the capture has no times. */
  readonly time: number | null;
}

/**
 * True if the thread may have been killed inside the write. strace then prints as the count whatever the register
 * holds.
 *
 * @param end the line on which the thread ends, with no call of it in between
 */
export function isInDoubt({ time }: ShortWrite, end: LineRef): boolean {
  const livedOn = time !== null && end.time !== null && end.time - time >= DYING;
  return !livedOn;
}
