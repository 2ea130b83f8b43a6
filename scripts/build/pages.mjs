// Builds the pages: each is one HTML file, with its script and its styles inside and nothing to load.
//
// A page is a folder of src/page with a `page.html`, a `main.tsx`, and a `styles.txt` that names its style sheets, in order. In
// `page.html`, the build replaces <!-- csp -->, <!-- styles --> and <!-- script -->. The policy allows the very script and styles of the
// page by their hashes, so that no text of a capture can ever run.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { embeddedEngine, fflate } from "./embedded-engine.mjs";
import { embeddedHunt } from "./embedded-hunt.mjs";
import { chevrotain } from "./lazy-modules.mjs";
import { stylesOf } from "./styles.mjs";
import { uplotParts } from "./uplot-parts.mjs";

/** The pages that go along with the site, and not with the package. */
export const SITE_PAGES = ["simulator", "hunt"];

const CLOSING_TAG = /<\/(?=script|style)/gi;

/**
 * Writes src/page/NAME as `dist/page/NAME.html`. Returns the paths of all modules that went in.
 *
 * @param connect what its script may fetch from; nothing by default
 */
export async function buildPage(root, name, connect = "'none'") {
  const folder = join(root, "src/page", name);
  const { code, modules } = await scriptOf(root, join(folder, "main.tsx"), name !== "simulator");
  const styles = stylesOf(root, join("src/page", name));
  const script = code.replace(CLOSING_TAG, "<\\/");
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(styles)}`,
    "img-src data: blob:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const parts = {
    csp: `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    styles: `<style>${styles}</style>`,
    script: `<script type="module">${script}</script>`,
  };
  const html = readFileSync(join(folder, "page.html"), "utf8").replace(
    /<!-- (csp|styles|script) -->/g,
    (_, part) => parts[part],
  );
  mkdirSync(join(root, "dist/page"), { recursive: true });
  writeFileSync(join(root, "dist/page", `${name}.html`), html);
  return modules;
}

async function scriptOf(root, input, isLinear) {
  const build = await rolldown({
    cwd: root,
    input,
    plugins: [embeddedEngine, embeddedHunt, uplotParts({ isLinear })],
    platform: "browser",
    tsconfig: join(root, "tsconfig.page.json"),
    resolve: { alias: { chevrotain, fflate } },
    transform: { target: "es2023" },
    checks: { bundlerTimings: false },
  });
  const { output } = await build.generate({ format: "esm", codeSplitting: false, minify: true });
  await build.close();
  return { code: output[0].code, modules: output[0].moduleIds };
}

function hashOf(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
