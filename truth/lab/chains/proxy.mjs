// A hop in the middle: streams a response through http.request. It may lose or hide by itself: the field "Lab" of a request names a hop and
// what it does there, as "middle=destroy". Arguments: NAME LISTEN UPSTREAM [tls]; an address is a PORT or the PATH of a Unix
// socket. With tls, it asks its upstream over TLS, and accepts any certificate.
//
// destroy: it destroys its response after 50,000 bytes, though its upstream is well. idle: it gives up after half a second of silence.
// shut: it ends its own connection after 50,000 bytes. hide-chunks: it ends its chunked response properly however its upstream
// ended. hide-length: it keeps the body, and declares the length that came. bad-gateway: it keeps the body, and answers 502 if it is short.
import { existsSync, rmSync } from "node:fs";
import http, { createServer } from "node:http";
import https from "node:https";

const [, , name, listen, upstream, tls] = process.argv;
const place = (address) =>
  /^\d+$/.test(address) ? { host: "127.0.0.1", port: Number(address) } : { socketPath: address };
const { Agent, request: ask } = tls ? https : http;
const agent = new Agent({ keepAlive: true, maxSockets: 4, rejectUnauthorized: false });

/** Calls back once, when the upstream's response has ended: with true if it was whole. */
function ended(from, done) {
  let isOver = false;
  const once = (isWhole) => {
    if (!isOver) done(isWhole);
    isOver = true;
  };
  from.on("end", () => once(from.complete));
  for (const event of ["aborted", "error", "close"]) from.on(event, () => once(false));
}

/** Streams; ends as the upstream ended. */
function stream(from, response) {
  response.writeHead(from.statusCode, from.headers);
  from.pipe(response, { end: false });
  ended(from, (isWhole) => (isWhole ? response.end() : response.destroy()));
}

/** Streams the first 50,000 bytes, and then ends by itself. */
const loses = (end) => (from, response) => {
  response.writeHead(from.statusCode, from.headers);
  let sent = 0;
  from.on("data", (bytes) => {
    if (sent >= 50_000) return;
    sent += bytes.length;
    response.write(bytes, () => sent >= 50_000 && end(response));
  });
  ended(from, () => response.destroy());
};

/** Keeps the whole body, then answers. */
const keeps = (answer) => (from, response) => {
  const parts = [];
  from.on("data", (bytes) => parts.push(bytes));
  ended(from, (isWhole) => answer(response, Buffer.concat(parts), isWhole));
};

const ways = {
  destroy: loses((response) => response.destroy()),
  shut: loses((response) => response.socket?.end()),
  idle: (from, response) => {
    from.socket.setTimeout(500, () => response.destroy());
    stream(from, response);
  },
  "hide-chunks": (from, response) => {
    const { "content-length": _length, ...fields } = from.headers;
    response.writeHead(from.statusCode, fields);
    from.pipe(response, { end: false });
    ended(from, () => response.end());
  },
  "hide-length": keeps((response, body) => response.writeHead(200, { "Content-Length": body.length }).end(body)),
  "bad-gateway": keeps((response, body, isWhole) =>
    isWhole ? response.writeHead(200, { "Content-Length": body.length }).end(body) : unavailable(response),
  ),
};

function unavailable(response) {
  if (response.headersSent) response.destroy();
  else response.writeHead(502, { "Content-Length": 3 }).end("bad");
}

if (existsSync(listen)) rmSync(listen); // a killed predecessor left it
createServer((request, response) => {
  const [hop, way] = (request.headers.lab ?? "").split("=");
  const { connection: _connection, ...headers } = request.headers;
  const { method, url: path } = request;
  const asked = ask({ ...place(upstream), agent, method, path, headers });
  let isAnswered = false; // then the end of the upstream's response says what is to be done
  asked.on("response", (from) => {
    isAnswered = true;
    ((hop === name && ways[way]) || stream)(from, response);
  });
  asked.on("error", () => isAnswered || unavailable(response));
  response.on("close", () => response.writableFinished || asked.destroy());
  request.pipe(asked);
}).listen(/^\d+$/.test(listen) ? { port: Number(listen), host: "127.0.0.1" } : listen);
