// Builds the page that reads captures: a folder of static files, src/page/site/ -> dist/page/site/.
//
//   index.html, page.js, page.css   the page
//   viewer.js                       shows what is found; loaded with the first capture
//   worker.js                       what analyses, in a thread of its own; a classic script, because only that can load another one and wait
//   engine.wasm                     the engine, in its small build, which is compiled here if it is not there
//   simulator.html, hunt.html       the other pages of the site, which the usual build makes
//   accepted-chart.js, row-filter.js             loaded with the first chart, and with the first filter
//   calls.js, conversations.js, grammar.js, protocols.js, unusual.js, ...   what few captures need: loaded by the worker when they do
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { fflate } from "./embedded-engine.mjs";
import { buildSmallEngine } from "./engine.mjs";
import {
  calls,
  chevrotain,
  conversations,
  grammar,
  lazyFunctions,
  lazyModules,
  protocols,
  unusual,
} from "./lazy-modules.mjs";
import { writeLicenses } from "./licenses.mjs";
import { SITE_PAGES } from "./pages.mjs";
import { stylesOf } from "./styles.mjs";
import { uplotParts } from "./uplot-parts.mjs";

/** What the minifier leaves for other bundlers: nobody bundles these files again. */
const FOR_BUNDLERS = /(\w?)\/\* @__PURE__ \*\/ /g;
const PAGE = "src/page/site";
const WORKER = "src/page/worker/main.ts";
/** Loaded by the worker's script when a capture needs them. */
const PARTS = [calls, conversations, grammar, protocols, unusual];

/** What a browser loads when it opens the page. The other files are loaded when a capture needs them. */
export const FIRST_LOAD = ["index.html", "page.js", "page.css", "worker.js", "engine.wasm"];

/** What the page may do: nothing but run its own files, and fetch its engine. A server may send the same as a header. */
export const SITE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src data: blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Loads the files of the worker, each of which is a module of CommonJS: `importScripts` is as synchronous as `require`. */
const LOADER = `
const makers = new Map();
const modules = new Map();
const define = (name, make) => makers.set(name, make);
const load = (name) => {
  if (modules.has(name)) return modules.get(name).exports;
  if (!makers.has(name)) importScripts(name);
  const module = { exports: {} };
  modules.set(name, module);
  makers.get(name)(module, module.exports, load);
  return module.exports;
};
self.unflushed = { define, load };`;

/** Builds all files of the site: their contents by their names, and the paths of all modules that went in. */
export async function siteFiles(root) {
  const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  const [page, worker] = await Promise.all([pageOf(root), workerOf(root, version), buildSmallEngine()]);
  const scripts = [...page, ...worker];
  const html = readFileSync(join(root, PAGE, "page.html"), "utf8").replace("<!-- csp -->", metaOf(SITE_POLICY));
  const files = new Map([
    ["index.html", html],
    ...SITE_PAGES.map((name) => [`${name}.html`, readFileSync(join(root, "dist/page", `${name}.html`))]),
    ["page.css", stylesOf(root, PAGE)],
    ["engine.wasm", readFileSync(join(root, "dist/engine/engine.small.wasm"))],
    ...scripts.map(({ fileName, code }) => [
      fileName,
      code.replace(FOR_BUNDLERS, (_, word) => (word === "" ? "" : `${word} `)),
    ]),
  ]);
  return { files, modules: scripts.flatMap(({ moduleIds }) => moduleIds).filter((id) => !id.startsWith("\0")) };
}

/** Writes the site to `dist/page/site`, with the licenses of what is bundled. */
export function writeSite(root, files, modules) {
  const folder = join(root, "dist/page/site");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  cpSync(join(root, "dist/page/licenses"), join(folder, "licenses"), { recursive: true }); // those of its other pages
  writeLicenses(modules, join(folder, "licenses"));
}

function metaOf(policy) {
  return `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
}

async function pageOf(root) {
  const build = await rolldown({
    ...settings(root),
    input: join(root, PAGE, "main.tsx"),
    plugins: [uplotParts({ isLinear: true })],
  });
  const { output } = await build.generate({
    format: "esm",
    entryFileNames: "page.js",
    chunkFileNames: "[name].js",
    minify: true,
  });
  await build.close();
  return output;
}

async function workerOf(root, version) {
  const build = await rolldown({
    ...settings(root),
    input: { worker: join(root, WORKER), ...Object.fromEntries(PARTS.map(({ name, file }) => [name, file])) },
    plugins: [
      lazyModules([grammar, protocols], ({ name }) => loading(name)),
      ...[calls, conversations, unusual].map((part) => lazyFunctions(part, loading)),
    ],
    transform: { ...settings(root).transform, define: { UNFLUSHED_VERSION: JSON.stringify(version) } },
  });
  const { output } = await build.generate({
    format: "cjs",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: { groups: [{ name: "worker", test: /src\/page\/worker\/main\.ts$/ }] }, // what others share with it stays in it
    externalLiveBindings: false, // nothing that a file exports changes later
    minify: true,
  });
  await build.close();
  return output.map((chunk) => ({ ...chunk, code: wrapped(chunk) }));
}

function loading(name) {
  return `self.unflushed.load("./${name}.js")`;
}

/** A file of the worker as a definition, so that one that is loaded does not see the names of others. */
function wrapped({ fileName, code }) {
  const definition = `self.unflushed.define("./${fileName}", (module, exports, require) => {${code}\n});`;
  return fileName === "worker.js" ? `${LOADER}${definition}self.unflushed.load("./worker.js");` : definition;
}

function settings(root) {
  return {
    cwd: root,
    platform: "browser",
    tsconfig: join(root, "tsconfig.page.json"),
    resolve: { alias: { chevrotain, fflate }, aliasFields: [["browser"]] },
    transform: { target: "es2023" },
    checks: { bundlerTimings: false }, // how long a build takes is no fault of it
    onLog(level, { message }) {
      if (level === "warn") throw new Error(message); // as for a module that a browser does not have
    },
  };
}
