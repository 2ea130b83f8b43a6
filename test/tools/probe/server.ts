import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import type { ProbePlan } from "../../../src/tools/probe/plan.js";
import { parseTarget } from "../../../src/tools/probe/url.js";
import { temporaryFolder } from "../../temporary-folder.js";

export interface TestServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, or `http+unix://...` */
  readonly url: string;
}

/** A server on loopback, or on a Unix socket, that does `answer` once the first bytes of a request have come. */
export function serve(
  answer: (socket: Socket, request: string) => void,
  transport: "tcp" | "unix" = "tcp",
): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", (request) => answer(socket, request.toString("latin1")));
  });
  const path = transport === "tcp" ? "" : join(temporaryFolder(), "a.sock");
  return new Promise((resolve) => {
    const isListening = (): void => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve({
        url: transport === "tcp" ? `http://127.0.0.1:${port}` : `http+unix://${encodeURIComponent(path)}`,
        [Symbol.asyncDispose]: async () => {
          for (const socket of sockets) socket.destroy();
          await new Promise((closed) => server.close(closed));
        },
      });
    };
    if (transport === "tcp") server.listen(0, "127.0.0.1", isListening);
    else server.listen(path, isListening);
  });
}

/** One GET, read as fast as it comes, with what `changes` says. */
export function planOf(url: string, changes: Partial<ProbePlan> = {}): ProbePlan {
  return {
    target: parseTarget(url),
    method: "GET",
    fields: [],
    upload: null,
    halfClose: false,
    rate: null,
    delay: 0,
    jitter: false,
    seed: 1,
    rcvbuf: null,
    timeout: 10,
    nudgeAfter: null,
    requests: 1,
    concurrency: 1,
    ...changes,
  };
}
