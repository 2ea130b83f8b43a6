// The last hop of a chain in HTTP/2 without TLS: node's http2 server, whose path says how the response ends. /BYTES/WAY, on a port.
// whole, chunked (without content-length), paced (whole, slowly) and stall (half, then silence) lose nothing by themselves. After half:
// short ends the stream, rst and refused reset it (INTERNAL_ERROR, CANCEL); close, reset, goaway and exit end the connection, with all of
// its streams. none resets the stream without a byte. Arguments: NAME PORT.
import { createServer } from "node:http2";
import { setTimeout as sleep } from "node:timers/promises";

const INTERNAL_ERROR = 2;
const CANCEL = 8;

/** Sends half of the body, and ends the stream in a way when it was taken. */
const half = (end) => (stream, size) => {
  stream.respond({ ":status": 200, "content-length": size });
  stream.write(Buffer.alloc(size / 2, "."), () => end(stream));
};

/** The kernel is to have the half before the connection ends. */
const later = (end) => half((stream) => setTimeout(() => end(stream.session), 50));

const sockets = new WeakMap();

const ways = {
  whole: (stream, size) => {
    stream.respond({ ":status": 200, "content-length": size });
    stream.end(Buffer.alloc(size, "."));
  },
  chunked: (stream, size) => {
    stream.respond({ ":status": 200 });
    stream.write(Buffer.alloc(size / 2, "."));
    stream.end(Buffer.alloc(size / 2, "."));
  },
  paced: async (stream, size) => {
    stream.respond({ ":status": 200, "content-length": size });
    for (let sent = 0; sent < size && !stream.destroyed; sent += size / 20) {
      stream.write(Buffer.alloc(size / 20, "."));
      await sleep(30);
    }
    stream.end();
  },
  stall: half(() => {}),
  short: half((stream) => stream.end()),
  rst: half((stream) => stream.destroy(new Error("the handler failed"))),
  refused: half((stream) => stream.close(CANCEL)),
  none: (stream) => stream.close(INTERNAL_ERROR),
  close: later((session) => session?.socket.destroy()),
  reset: later((session) => sockets.get(session)?.resetAndDestroy()),
  goaway: later((session) => session?.destroy()),
  exit: later(() => process.exit(1)),
};

const [, , name, port] = process.argv;
let latest = null;
createServer()
  .prependListener("connection", (socket) => {
    latest = socket;
  })
  .on("session", (session) => sockets.set(session, latest))
  .on("stream", (stream, headers) => {
    const [, size, asked] = headers[":path"].split("?")[0].split("/");
    const [origin, own] = (headers.lab ?? "").split("=");
    const way = origin === name ? own : asked;
    stream.on("error", () => {});
    // the request is read first, as the origin of HTTP/1 does it
    stream.resume().on("end", () => (ways[way] ?? ways.whole)(stream, Number(size)));
  })
  .on("sessionError", () => {})
  .listen(Number(port), "127.0.0.1");
