import { isIPv6, type OnReadOpts, Socket, type SocketConstructorOpts } from "node:net";
import type { RcvbufSetter } from "./rcvbuf.js";

/** The address of a server; `host` is an IP address, or the path of a Unix socket. */
export interface ServerAddress {
  readonly transport: "tcp" | "unix";
  readonly host: string;
  readonly port: number;
}

/** Returns false to stop reading until the socket is resumed. */
type OnRead = (bytes: number, buffer: Uint8Array) => boolean;

/** Bytes that one read takes at most. */
export const READ_SIZE = 65_536;

/**
 * A socket that reads nothing before it is resumed, and then at most 64 KiB for each call of `onRead`. What is not read
 * stays in the kernel, so that the kernel's buffer really fills.
 */
export class PacedSocket extends Socket {
  /** The code of the error of a failed write; null if none failed. */
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

  // A server may answer and refuse the rest of the request. A failed write must not destroy its answer.
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
