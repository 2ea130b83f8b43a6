// node's http2 in the clear. /BYTES, /BYTES/MODE with MODE short, destroy, rst, socket, shut, reset, goaway, paused. Argument: PORT.
import { createServer } from "node:http2";

const INTERNAL_ERROR = 2;
/** The sockets of the sessions: what a session gives in place of its socket cannot be destroyed. */
const sockets = new WeakMap();
let connected = null;

/** What happens after half of the body, which declares its whole length. */
const halves = {
  short: (stream) => stream.end(),
  rst: (stream) => stream.close(INTERNAL_ERROR),
  destroy: (stream) => stream.destroy(new Error("the handler failed")),
  socket: ({ session }) => sockets.get(session).destroy(),
  goaway: ({ session }) => session.destroy(),
  paused: (stream, rest) => setTimeout(() => stream.end(rest), 300),
};

createServer()
  .on("stream", (stream, headers) => {
    stream.on("error", () => {});
    stream.resume();
    const [first, mode] = headers[":path"].split("?")[0].split("/").slice(1);
    if (!/^\d+$/.test(first)) {
      stream.respond({ ":status": 404, "content-length": 9 });
      return stream.end("not found");
    }
    const body = Buffer.alloc(Number(first), ".");
    stream.respond({ ":status": 200, "content-length": body.length }, { endStream: headers[":method"] === "HEAD" });
    if (headers[":method"] === "HEAD") return;
    if (!halves[mode]) return stream.end(body);
    const half = body.length / 2;
    stream.write(body.subarray(0, half), () => halves[mode](stream, body.subarray(half)));
  })
  .on("sessionError", () => {})
  .prependListener("connection", (socket) => {
    connected = socket;
  })
  .on("session", (session) => sockets.set(session, connected))
  .listen(Number(process.argv[2]), "127.0.0.1");
