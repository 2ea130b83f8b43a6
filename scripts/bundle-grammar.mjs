// Replaces dist/core/strace/arguments/parse-arguments.js: the grammar and Chevrotain in one file, evaluated at the first
// call of one of its functions. It stays synchronous, and needs neither a top-level await nor Node. Chevrotain's own
// entry reads some six hundred files. The licenses of what is inside go along.
import { cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../dist/core/strace/arguments/", import.meta.url));
const modules = fileURLToPath(new URL("../node_modules/", import.meta.url));
/** The files that only the grammar needs: they are bundled, and gone from dist. */
const INSIDE = ["grammar", "tokens", "build-value"];
const LICENSES = { chevrotain: "chevrotain/LICENSE.txt", "lodash-es": "lodash-es/LICENSE" };
const settings = {
  bundle: true,
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  target: "es2022",
  minify: true,
  write: false,
};

async function textOf(options) {
  const { outputFiles } = await build({ ...settings, ...options });
  return outputFiles[0].text;
}

/** Chevrotain as one module, by its official entry: esbuild drops what is not used only before it is wrapped. */
const chevrotain = await textOf({
  stdin: { contents: 'export { createToken, EmbeddedActionsParser, Lexer } from "chevrotain"', resolveDir: folder },
});

/** Other files of the core stay what they are: the bytes and their decoder are there once. */
const inside = {
  name: "inside",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^chevrotain$/ }, () => ({ path: "chevrotain", namespace: "one-module" }));
    onLoad({ filter: /.*/, namespace: "one-module" }, () => ({ contents: chevrotain }));
    onResolve({ filter: /^\./ }, ({ path }) =>
      INSIDE.some((name) => path === `./${name}.js`) ? undefined : { path, external: true },
    );
  },
};

/** esbuild evaluates a bundled module when its `require` is reached; no `require` is left in what it writes. */
const lazy = `
  let parse, lexer;
  export const parseArguments = (text) => (parse ??= require("./grammar.js").parseByGrammar)(text);
  export const tokenizeArguments = (text) => (lexer ??= require("./tokens.js").lexer).tokenize(text).tokens;
`;
const versions = Object.keys(LICENSES).map((name) => `${name} (licenses/${name}.txt)`);
await build({
  ...settings,
  stdin: { contents: lazy, resolveDir: folder },
  outfile: `${folder}parse-arguments.js`,
  allowOverwrite: true,
  plugins: [inside],
  banner: { js: `// Bundled by scripts/bundle-grammar.mjs, with ${versions.join(" and ")}` },
  write: true,
});

for (const name of INSIDE) for (const end of [".js", ".d.ts"]) rmSync(folder + name + end);
for (const [name, path] of Object.entries(LICENSES)) {
  cpSync(modules + path, fileURLToPath(new URL(`../dist/licenses/${name}.txt`, import.meta.url)));
}
