import { Nudge } from "./nudge.js";
import type { ProbeEnding, ResponseFacts } from "./outcome.js";
import { ReadPace, randomNumbers } from "./pace.js";
import type { ProbePlan } from "./plan.js";
import type { RcvbufSetter } from "./rcvbuf.js";
import { requestPieces } from "./request.js";
import { ResponseParser } from "./response.js";
import { ServerTimeout } from "./server-timeout.js";
import { PacedSocket, READ_SIZE, type ServerAddress } from "./socket.js";

/** The response and the end of one connection. */
export interface ProbeExchange {
  readonly response: ResponseFacts;
  readonly ending: ProbeEnding;
  readonly error: string | null;
  readonly uploadError: string | null;
  readonly nudges: number;
}

/** A shorter wait is less than a timer can keep: reading goes on, and the next wait makes up for it. */
const SHORTEST_WAIT = 1; // milliseconds

/**
 * Sends one request on a connection of its own and reads the response at the plan's pace. Never rejects: what goes wrong
 * is in `ending` and `error`.
 */
export function exchangeOnce(
  address: ServerAddress,
  plan: ProbePlan,
  number: number,
  rcvbuf: RcvbufSetter | null,
  signal: AbortSignal,
): Promise<ProbeExchange> {
  const response = new ResponseParser(plan.method);
  const pace = new ReadPace(plan, randomNumbers(plan.seed, number));
  return new Promise((resolve) => {
    let pause: NodeJS.Timeout | undefined;
    let isConnected = false;
    let isSent = false;
    const watch = new ServerTimeout(plan.timeout * 1000, () => {
      if (isConnected) end("timeout");
      else end("no-connection", "ETIMEDOUT");
    });
    const nudge = new Nudge(plan.nudgeAfter === null ? null : plan.nudgeAfter * 1000, () => {
      if (!isSent || plan.halfClose || socket.writableLength > 0) return false;
      socket.write("\n");
      return true;
    });
    const socket = new PacedSocket(address, rcvbuf, (bytes, buffer) => {
      nudge.start();
      response.push(Buffer.from(buffer.buffer, buffer.byteOffset, bytes));
      if (response.isOver) {
        end(response.ending);
        return false;
      }
      if (readAfter(pace.after(bytes, performance.now()))) return false;
      if (bytes === READ_SIZE) return true;
      // after a reset by the peer, libuv reports a clean end when a read was not full, unless the reading pauses
      setImmediate(() => socket.resume());
      return false;
    });

    /** Pauses the reading for `wait` milliseconds; false if there is nothing to wait for. */
    function readAfter(wait: number): boolean {
      if (wait < SHORTEST_WAIT) return false;
      watch.stop();
      nudge.stop();
      pause = setTimeout(read, wait);
      return true;
    }

    function read(): void {
      watch.start();
      nudge.start();
      socket.resume();
    }

    function end(ending: ProbeEnding, error: string | null = null): void {
      watch.stop();
      nudge.stop();
      clearTimeout(pause);
      signal.removeEventListener("abort", abort);
      socket.destroy();
      const { writeError: uploadError } = socket;
      resolve({ response, ending, error: error ?? response.problem, uploadError, nudges: nudge.count });
    }

    function abort(): void {
      end("error", "interrupted");
    }

    signal.addEventListener("abort", abort);
    socket.on("connect", () => {
      isConnected = true;
      watch.stop();
      send(socket, requestPieces(plan), plan.halfClose, () => {
        isSent = true;
      });
      if (!readAfter(pace.start())) read();
    });
    socket.on("end", () => end(response.ending));
    socket.on("error", ({ code, message }: NodeJS.ErrnoException) => {
      if (!isConnected) end("no-connection", code ?? message);
      else if (code === "ECONNRESET" || code === "EPIPE") end("reset", code);
      else end("error", code ?? message);
    });
    watch.start();
    socket.open();
  });
}

/** Sends all that the kernel takes at once. If the body came late, a server might have closed by then, and would reset. */
function send(socket: PacedSocket, pieces: Generator<Buffer>, halfClose: boolean, onSent: () => void): void {
  for (let piece = pieces.next(); !piece.done; piece = pieces.next()) {
    if (socket.write(piece.value)) continue;
    socket.once("drain", () => send(socket, pieces, halfClose, onSent));
    return;
  }
  onSent();
  if (halfClose) socket.end();
}
