// node's own http server: /BYTES, /BYTES/chunked, /BYTES/destroy (cut off in mid-body), /204.
import { createServer } from "node:http";

createServer((request, response) => {
  const [, first, mode] = request.url.split("/");
  if (first === "204") return response.writeHead(204).end();
  const body = Buffer.alloc(Number(first) || 5, ".");
  if (mode === "chunked") {
    response.write(body.subarray(0, body.length / 2));
    return response.end(body.subarray(body.length / 2));
  }
  response.setHeader("Content-Length", body.length);
  response.end(body);
  if (mode === "destroy") setTimeout(() => response.destroy(), 50);
}).listen(Number(process.argv[2]), "127.0.0.1");
