import type { ConnectionAccount } from "./account.js";
import type { SocketBuffer } from "./socket-buffer.js";

/** One connection at a moment: bytes of responses, head and body. */
export interface BufferSample {
  /** Microseconds. */
  readonly at: number;
  /** The kernel has accepted them. */
  readonly sent: number;
  /** In the kernel's buffer: accepted, and not read yet. */
  readonly buffered: number;
  /** In the program: made, and not accepted yet. */
  readonly outstanding: number;
}

/** Keeps one sample for each moment at which something changed. */
export class BufferSamples {
  readonly taken: BufferSample[] = [];

  add(at: number, buffer: SocketBuffer, { accounts }: ConnectionAccount): void {
    buffer.advance(at);
    if (this.taken.at(-1)?.at === at) this.taken.pop();
    const made = accounts.reduce((sum, { response }) => sum + response.wireLength, 0);
    const sent = buffer.accepted;
    this.taken.push({ at, sent, buffered: buffer.hangup ? 0 : sent - buffer.read, outstanding: made - sent });
  }
}
