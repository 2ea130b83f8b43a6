// The last hop of a chain: node's http server, whose path says how the response ends. /BYTES/WAY, on a port or a Unix socket.
// whole, chunked, paced (whole, slowly) and stall (half, then silence) lose nothing by themselves. shut, close, reset, exit and cut-chunks
// end after half; none ends without a byte, half-head inside the head. The field
// "Lab" of a request may name an origin and its way instead, as "first=none". Arguments: NAME, and PORT or PATH; for TLS, a file with a key
// and its certificate.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";

/** The sockets below TLS, or those of HTTP itself, by the ports of their clients. */
const lines = new Map();

/** No reset goes over a Unix socket. */
function reset(socket) {
  const line = lines.get(socket?.remotePort);
  if (line) line.resetAndDestroy();
  else socket?.destroy();
}

/** Writes half of the body, and ends the connection in a way when the kernel has taken it. */
const half = (end) => (response, size) => {
  response.writeHead(200, { "Content-Length": size });
  response.write(Buffer.alloc(size / 2, "."), () => end(response.socket));
};

const ways = {
  whole: (response, size) => response.writeHead(200, { "Content-Length": size }).end(Buffer.alloc(size, ".")),
  chunked: (response, size) => {
    response.write(Buffer.alloc(size / 2, "."));
    response.end(Buffer.alloc(size / 2, "."));
  },
  paced: async (response, size) => {
    response.writeHead(200, { "Content-Length": size });
    for (let sent = 0; sent < size && !response.destroyed; sent += size / 20) {
      response.write(Buffer.alloc(size / 20, "."));
      await sleep(30);
    }
    response.end();
  },
  stall: half(() => {}),
  shut: half((socket) => socket?.end()),
  close: half((socket) => socket?.destroy()),
  reset: half(reset),
  exit: half(() => process.exit(1)),
  "cut-chunks": (response, size) => response.write(Buffer.alloc(size / 2, "."), () => response.socket?.destroy()),
  none: (response) => response.socket?.destroy(),
  "half-head": (response) => response.socket?.write("HTTP/1.1 200 OK\r\nContent-Le", () => response.socket?.destroy()),
};

const [, , name, address, pem] = process.argv;
const keys = pem ? readFileSync(pem) : null;
const server = keys ? createSecureServer({ key: keys, cert: keys }) : createServer();
if (existsSync(address)) rmSync(address); // a killed predecessor left it
server.on("connection", (line) => line.remotePort && lines.set(line.remotePort, line));
server.on("request", (request, response) => {
  const [, size, asked] = request.url.split("?")[0].split("/");
  const [origin, own] = (request.headers.lab ?? "").split("=");
  const way = origin === name ? own : asked;
  // the request is read first, so that nothing unread makes a close a reset
  request.resume().on("end", () => (ways[way] ?? ways.whole)(response, Number(size)));
});
server.listen(/^\d+$/.test(address) ? { port: Number(address), host: "127.0.0.1" } : address);
