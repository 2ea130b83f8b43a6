// node's own http server. /BYTES, /BYTES/MODE with MODE chunked, trailers, until-close, short, destroy, paused; /204, /304.
// /COUNT/events sends events, 20 ms apart; /COUNT/dies destroys the connection after half of them.
// Arguments: PORT, or PORT CERTIFICATE KEY for TLS.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";

const answers = {
  chunked: (response, body) => {
    response.write(body.subarray(0, body.length / 2));
    response.end(body.subarray(body.length / 2));
  },
  trailers: (response, body) => {
    response.writeHead(200, { Trailer: "X-Sum" });
    response.write(body);
    response.addTrailers({ "X-Sum": "1" });
    response.end();
  },
  "until-close": (response, body) => {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
    response.removeHeader("Transfer-Encoding");
    response.writeHead(200, { Connection: "close" });
    response.end(body);
  },
  short: (response, body) => {
    response.writeHead(200, { "Content-Length": body.length });
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  },
  destroy: (response, body) => {
    response.writeHead(200, { "Content-Length": body.length });
    response.write(body);
    setTimeout(() => response.destroy(), 50);
  },
  paused: (response, body) => {
    response.writeHead(200, { "Content-Length": body.length });
    response.write(body.subarray(0, body.length / 2));
    setTimeout(() => response.end(body.subarray(body.length / 2)), 300);
  },
  events: (response, { length }) => events(response, length).then(() => response.end()),
  dies: (response, { length }) => events(response, length / 2).then(() => response.destroy()),
};

async function events(response, count) {
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  for (let sent = 0; sent < count && !response.destroyed; sent++) {
    response.write(`data: ${"e".repeat(92)}\n\n`);
    await sleep(20);
  }
}

const [, , port, certificate, key] = process.argv;
const files = certificate && { cert: readFileSync(certificate), key: readFileSync(key) };
const create = files ? (handler) => createSecureServer(files, handler) : createServer;

create((request, response) => {
  const [first, mode] = request.url
    .replace(/^http:\/\/[^/]+/, "")
    .split("?")[0]
    .split("/")
    .slice(1);
  if (mode !== "unread") request.resume();
  if (first === "204") return response.writeHead(204).end();
  if (first === "304") return response.writeHead(304, { "Content-Length": "1000" }).end();
  if (!/^\d+$/.test(first)) return response.writeHead(404, { "Content-Length": "9" }).end("not found");
  const body = Buffer.alloc(Number(first), ".");
  if (answers[mode]) return answers[mode](response, body);
  const ranged = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  const part = ranged ? body.subarray(Number(ranged[1]), ranged[2] ? Number(ranged[2]) + 1 : body.length) : body;
  response.writeHead(ranged ? 206 : 200, { "Content-Length": part.length });
  response.end(part);
}).listen(Number(port), "127.0.0.1");
