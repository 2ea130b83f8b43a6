import type { ConnectionAccount } from "./account.js";
import type { SocketBuffer } from "./socket-buffer.js";

/** Bytes of a connection's responses, head and body, at one time. */
export interface BufferSample {
  /** Microseconds. */
  readonly at: number;
  /** Accepted by the kernel. */
  readonly sent: number;
  /** In the kernel's buffer: accepted and not read by the client yet. */
  readonly buffered: number;
  /** Read by the client. */
  readonly read: number;
  /** In the program's buffer: not accepted yet. */
  readonly outstanding: number;
}

/** Keeps one sample for each time at which something changed. */
export class BufferSamples {
  readonly taken: BufferSample[] = [];

  add(at: number, buffer: SocketBuffer, { accounts }: ConnectionAccount): void {
    buffer.advance(at);
    if (this.taken.at(-1)?.at === at) this.taken.pop();
    const made = accounts.reduce((sum, { response }) => sum + response.wireLength, 0);
    const sent = buffer.accepted;
    const read = buffer.read;
    this.taken.push({ at, sent, buffered: buffer.hangup ? 0 : sent - read, read, outstanding: made - sent });
  }
}
