import { fstatSync } from "node:fs";
import type { SocketConstructorOpts } from "node:net";
import { isatty } from "node:tty";
import type { InputStream } from "../../run/streams.js";

const STDIN = 0;
/** In bytes: room for all that a pipe holds. Linux gives it 65,536 bytes; a program can ask for more (F_SETPIPE_SZ). */
const CHUNK = 1 << 18;

/** Standard input, which is opened when its bytes are asked for: most runs read files. */
export const standardInput: InputStream = {
  get isTTY() {
    return isatty(STDIN);
  },
  [Symbol.asyncIterator]: () => (isPipe() ? pipeChunks(STDIN) : process.stdin[Symbol.asyncIterator]()),
};

function isPipe(): boolean {
  try {
    const stats = fstatSync(STDIN);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    return false; // it was closed before this program started
  }
}

/**
 * The bytes of a pipe as they come. A chunk is only valid until the next one is asked for: all are read into the same memory. Node's
 * own stream takes new memory for each, which costs more than to read a capture in it.
 */
async function* pipeChunks(fd: number): AsyncGenerator<Buffer> {
  const { Socket } = await import("node:net");
  let hear: (read: number) => void = () => {};
  let fail: (error: Error) => void = () => {};
  let next = new Promise<number>((resolve, reject) => {
    hear = resolve;
    fail = reject;
  });
  const memory = Buffer.allocUnsafeSlow(CHUNK);
  const callback = (read: number): boolean => {
    hear(read);
    return false; // no more, until these bytes are used
  };
  const onread = { buffer: memory, callback }; // the types know it of other constructors alone
  const socket = new Socket({ fd, readable: true, writable: false, onread } as SocketConstructorOpts);
  socket.once("error", (error) => fail(error)).once("end", () => hear(0));
  try {
    for (socket.resume(); ; socket.resume()) {
      const read = await next;
      if (read === 0) return;
      yield memory.subarray(0, read);
      next = new Promise((resolve, reject) => {
        hear = resolve;
        fail = reject;
      });
      next.catch(() => {}); // an error that comes before the next bytes are asked for is thrown then
    }
  } finally {
    socket.destroy();
  }
}
