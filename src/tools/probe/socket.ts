import { isIPv6, type OnReadOpts, Socket, type SocketConstructorOpts } from "node:net";
import type { RcvbufSetter } from "./rcvbuf.js";

/** Where a socket connects; `host` is an IP address, or the path of a Unix socket. */
export interface ServerAddress {
  readonly transport: "tcp" | "unix";
  readonly host: string;
  readonly port: number;
}

/** Returns false to read nothing more until the socket is resumed. */
type OnRead = (bytes: number, buffer: Uint8Array) => boolean;

/** Bytes that one read takes at most. */
export const READ_SIZE = 65_536;

/**
 * A socket that reads nothing before it is resumed, and then one piece of at most 64 KiB a call of `onRead`:
 * what was not read stays in the kernel, so that its buffer really fills.
 */
export class PacedSocket extends Socket {
  /** The code of the error that a write ended with. */
  writeError: string | null = null;

  constructor(
    private readonly to: ServerAddress,
    rcvbuf: RcvbufSetter | null,
    onRead: OnRead,
  ) {
    const options: SocketConstructorOpts & { onread: OnReadOpts } = {
      allowHalfOpen: true,
      onread: { buffer: Buffer.allocUnsafe(READ_SIZE), callback: onRead },
    };
    if (rcvbuf) options.fd = rcvbuf(isIPv6(to.host));
    super(options);
    this.pause();
  }

  open(): void {
    const { transport, host, port } = this.to;
    if (transport === "unix") this.connect({ path: host });
    else this.connect({ host, port });
  }

  // A server may answer and refuse the rest of the request: a failed write must not destroy what it answered.
  override _write(chunk: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    super._write(chunk, encoding, this.#remember(done));
  }

  override _writev(chunks: { chunk: unknown; encoding: BufferEncoding }[], done: (error?: Error | null) => void): void {
    super._writev?.(chunks, this.#remember(done));
  }

  override _final(done: (error?: Error | null) => void): void {
    super._final(this.#remember(done));
  }

  #remember(done: (error?: Error | null) => void): (error?: Error | null) => void {
    return (error) => {
      if (error) this.writeError ??= (error as NodeJS.ErrnoException).code ?? error.message;
      done();
    };
  }
}
