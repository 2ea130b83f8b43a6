import { createServer } from "node:http";
import { extname } from "node:path";
import { SITE_PAGES } from "./pages.mjs";
import { SITE_POLICY } from "./site.mjs";

/** These pages name their very scripts in their own policy. */
const HAVE_THEIR_OWN = SITE_PAGES.map((name) => `${name}.html`);

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * Serves the files of the site on loopback, with its policy as a header, which also holds for its worker.
 *
 * @param files their contents by their names
 * @param port 0 for a free one
 * @returns the server, which listens, and its address
 */
export async function serveSite(files, port = 0) {
  const server = createServer(({ url, method }, response) => {
    const name = new URL(url, "http://page").pathname.slice(1) || "index.html";
    const content = method === "GET" ? files.get(name) : undefined;
    response.writeHead(content === undefined ? 404 : 200, {
      "content-type": TYPES[extname(name)] ?? "text/plain",
      ...(!HAVE_THEIR_OWN.includes(name) && { "content-security-policy": SITE_POLICY }),
      "x-content-type-options": "nosniff",
      "cache-control": "no-cache",
    });
    response.end(content ?? "not found\n");
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { server, address: `http://127.0.0.1:${server.address().port}/` };
}
