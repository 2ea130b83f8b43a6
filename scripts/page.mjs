// Builds the page that reads captures in a browser, as static files in dist/page/site/, and serves it on loopback.
//
//   npm run page                  builds, serves, prints the address
//   npm run page -- --build-only  builds, and prints the size of each file
//
// A project site serves the folder as it is. Everything in it is loaded from there alone.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { serveSite } from "./build/serve.mjs";
import { FIRST_LOAD, siteFiles, writeSite } from "./build/site.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { files, modules } = await siteFiles(root);
writeSite(root, files, modules);
let first = 0;
for (const [name, content] of files) {
  const bytes = gzipSync(content, { level: 9 }).length;
  const isFirst = FIRST_LOAD.includes(name);
  if (isFirst) first += bytes;
  process.stdout.write(`${String(bytes).padStart(7)} bytes gzip  ${name}${isFirst ? "" : " (on demand)"}\n`);
}
const sizeOf = (name) => gzipSync(files.get(name), { level: 9 }).length;
const shown = first + sizeOf("viewer.js");
process.stdout.write(`${String(first).padStart(7)} bytes gzip  at first load\n`);
process.stdout.write(`${String(shown).padStart(7)} bytes gzip  until a capture is shown\n`);
process.stdout.write(`${String(shown + sizeOf("accepted-chart.js")).padStart(7)} bytes gzip  with the first chart\n`);
if (!process.argv.includes("--build-only")) {
  const { address } = await serveSite(files);
  process.stdout.write(`${address} (Ctrl-C ends it)\n`);
}
