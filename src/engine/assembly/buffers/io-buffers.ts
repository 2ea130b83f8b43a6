/** The bytes in the arguments of a read or a write, as far as strace shows them (core/sockets/io-buffers.ts). */
import { Call } from "../calls/call";
import { only } from "../memory";
import { Pieces } from "./pieces";

@unmanaged
export class IoBuffers {
  /** The bytes that the program asked for; NO_NUMBER: strace cut the array. */
  asked: f64;
  /** Where the text goes on after the count; 0: unknown. */
  afterCount: usize;
  pieces: Pieces;

  /** Reads the buffers of the current call, which holds them as the row of the table says. */
  read(row: Call): void {}

  /** Buffers of `asked` bytes, or NO_NUMBER, of which none is visible: sendfile, splice. */
  setUnseen(asked: f64): void {}

  /** The bytes that the call moved, according to its result. */
  movedBytes(): f64 {
    return 0;
  }

  /** Leaves the last byte out: MSG_OOB sends it beside the stream. */
  dropUrgent(): void {}
}

export const buffers: IoBuffers = only<IoBuffers>();

/** True if the arguments of the current read hold this flag of `msg_flags`; the usual texts are known without reading them. */
export function readFlags(row: Call): usize {
  return 0;
}
