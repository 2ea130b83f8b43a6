// Builds all that the package ships:
//
//   dist/**/*.d.ts       the types of the library; `npm run types` checks them, not this script
//   dist/index.js, dist/analyze/index.js
//                        the library: ES modules, which `require` loads as well; the engine is inside as text
//   dist/cli/bin.cjs     the program: CommonJS, which Node starts without its loader of ES modules
//   dist/engine/         the engine in WebAssembly, with and without SIMD, and its host; it is compiled only if its sources have
//                        changed, which takes longer than all the rest
//   dist/page/           the pages, each one file of HTML (build/pages.mjs)
//   dist/licenses/       the licenses of the packages that are bundled
//
// Modules are bundled because Node takes longer to find and load two hundred files than to check a capture. Packages
// that package.json calls `dependencies` stay outside, and are loaded as they are installed; the others come along.
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { writeAscii } from "./build/ascii.mjs";
import { writeDeclarations } from "./build/declarations.mjs";
import { embeddedEngine, fflate } from "./build/embedded-engine.mjs";
import { buildEngine } from "./build/engine.mjs";
import { chevrotain, grammar, lazyModules, packages, protocols, withoutFilePromises } from "./build/lazy-modules.mjs";
import { writeLicenses } from "./build/licenses.mjs";
import { buildPage, SITE_PAGES } from "./build/pages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const outside = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });

/** What every run loads, and what every usual check loads: one file each; rolldown alone would make thirty. */
const EVERY_RUN = /src\/cli\/(main|commands\/check\/options)\.ts$/;
const EVERY_CHECK = /src\/(cli\/commands\/check\/action|run\/config\/(settings|find)|core\/formats\/json)\.ts$/;
const CHUNKS = [
  { name: "start", test: EVERY_RUN, priority: 2 },
  { name: "check", test: EVERY_CHECK, priority: 1 },
];

const old = existsSync(`${root}dist`) ? readdirSync(`${root}dist`) : [];
for (const name of old.filter((each) => each !== "engine")) rmSync(`${root}dist/${name}`, { recursive: true });
const engine = buildEngine();
writeDeclarations(root, ["dist/index.d.ts", "dist/analyze/index.d.ts"]);
const apart = [grammar, protocols]; // files of their own: the sooner read if they are not needed
const later = packages.map(({ name }) => name);
const program = await bundle({
  outside: outside.filter((name) => !later.includes(name)),
  input: {
    bin: "src/cli/bin.ts",
    "check-worker": "src/run/check/check-worker.ts",
    "own-name": "src/run/config/own-name.ts",
    ...Object.fromEntries(apart.map(({ name, file }) => [name, file])),
  },
  plugins: [
    withoutFilePromises,
    lazyModules([...apart, ...packages], ({ name, file }) => `module.require("${file ? `./${name}.cjs` : name}")`),
  ],
  output: {
    dir: "dist/cli",
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: ({ name, facadeModuleId }) => `${commandFile(facadeModuleId) ?? name}.cjs`,
    codeSplitting: { groups: CHUNKS },
    // small, for a quick start; with the names of functions, for the stack of an internal error
    minify: { codegen: true, compress: true, mangle: { toplevel: true, keepNames: true } },
  },
});
writeAscii(`${root}dist/cli`);
await engine; // it is compiled meanwhile
const library = await bundle({
  outside,
  input: { index: "src/index.ts", "analyze/index": "src/analyze/index.ts", "engine/host": "src/engine/host/index.ts" },
  plugins: [
    lazyModules([grammar], () => 'require("./grammar.js")'), // rolldown puts it inside, and evaluates it at this call
    embeddedEngine,
  ],
  output: { dir: "dist", format: "esm", entryFileNames: "[name].js", chunkFileNames: "chunks/[name].js" },
});
const pages = await Promise.all([buildPage(root, "report"), buildPage(root, "live", "'self'")]);
const sitePages = await Promise.all(SITE_PAGES.map((name) => buildPage(root, name))); // the site has them: they are not packed
writeLicenses(sitePages.flat(), `${root}dist/page/licenses`);
writeLicenses([...library, ...program, ...pages.flat()], `${root}dist/licenses`);
chmodSync(`${root}${manifest.bin.unflushed}`, 0o755); // for `npx unflushed` in a checkout

/** `record-action` for src/cli/commands/record/action.ts: every command has a file of this name. */
function commandFile(path) {
  return /src\/cli\/commands\/(\w+\/\w+)\.ts$/.exec(path ?? "")?.[1].replace("/", "-");
}

/** Bundles the entries; the packages `outside` are left there. Returns the paths of all modules that went in. */
async function bundle({ outside, input, plugins, output }) {
  const build = await rolldown({
    cwd: root,
    input,
    plugins,
    platform: "node",
    external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)),
    resolve: { alias: { chevrotain, fflate } },
    transform: { target: "node20.19" },
    checks: { ineffectiveDynamicImport: false }, // a module that one command needs at once, and another one later
  });
  const { output: files } = await build.write({ ...output, dir: `${root}${output.dir}` });
  await build.close();
  return files.flatMap(({ moduleIds = [] }) => moduleIds);
}
