import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { UnflushedError } from "../../errors.js";
import type { KeptStream } from "./kept-stream.js";
import { livePage } from "./live-page.js";
import { sendStream } from "./send-stream.js";

const LOOPBACK = "127.0.0.1";
/** Milliseconds that a browser has to take what it was not sent yet, when the server ends. */
const GRACE = 500;

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "frame-ancestors 'none'", // the page has a policy of its own inside
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** A server that shows a stream to browsers on this machine. */
export interface ViewServer {
  /** Where the page is. Who does not know it gets nothing. */
  readonly address: string;
  /** Ends it, when browsers have been sent the end of the stream, or soon. */
  close(): Promise<void>;
}

/**
 * Serves a page and the stream that it follows, on loopback.
 *
 * @param port 0 for a free one
 * @throws UnflushedError (`already-listening`) if the port is not free
 */
export async function serveView(stream: KeptStream, port: number): Promise<ViewServer> {
  const { createServer } = await import("node:http");
  const token = randomUUID();
  const server = createServer((request, response) =>
    answer(request, response, { stream, token, port: portOf(server) }),
  );
  await listening(server, port);
  return {
    address: `http://${LOOPBACK}:${portOf(server)}/${token}/`,
    close: () => ended(server),
  };
}

interface Served {
  readonly stream: KeptStream;
  readonly token: string;
  readonly port: number;
}

function answer(request: IncomingMessage, response: ServerResponse, served: Served): void {
  const refusal = refusalOf(request, served);
  if (refusal) {
    const [status, text] = refusal;
    response.writeHead(status, { ...HEADERS, "content-type": "text/plain" }).end(`${text}\n`);
  } else if (request.url === `/${served.token}/`) {
    response.writeHead(200, { ...HEADERS, "content-type": "text/html; charset=utf-8" }).end(livePage());
  } else {
    response.writeHead(200, { ...HEADERS, "content-type": "application/x-ndjson; charset=utf-8" });
    response.flushHeaders();
    void sendStream(served.stream, response);
  }
}

/** Why a request gets nothing; null for one of the user's own page. */
function refusalOf({ method, url = "", headers }: IncomingMessage, { token, port }: Served): [number, string] | null {
  const own = `${LOOPBACK}:${port}`;
  // another name that leads to this machine is that of a page elsewhere, whose script tries to read this one (DNS rebinding)
  if (headers.host !== own) return [403, "this server answers to its own address only"];
  if (headers.origin !== undefined && headers.origin !== `http://${own}`) {
    return [403, "this server answers to its own page only"];
  }
  if (method !== "GET") return [405, "this server answers to GET only"];
  if ([`/${token}/`, `/${token}/stream`].includes(url)) return null;
  return [404, "there is nothing here: open the whole address that unflushed view printed"];
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      const what = code === "EADDRINUSE" ? "is used by another program" : `cannot be listened at (${code})`;
      reject(new UnflushedError("already-listening", `port ${port} ${what}: choose another --port, or none`));
    });
    server.listen(port, LOOPBACK, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

async function ended(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), GRACE);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
