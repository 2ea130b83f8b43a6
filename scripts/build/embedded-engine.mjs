import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const DOOR = at("src/analyze/embedded-engine.ts");
/** It runs everywhere, and SIMD makes a large capture 1 to 8 % faster: two builds would be 75 KB more to load. */
const BUILD = "dist/engine/engine.scalar.wasm";

/** A plugin of rolldown and of vite, which puts the engine's text in place of the module that stands for it. */
export const embeddedEngine = {
  name: "embedded-engine",
  load(id) {
    if (id !== DOOR) return null;
    const text = deflateRawSync(readFileSync(at(BUILD)), { level: 9 })
      .toString("base64")
      .replace(/=+$/, "");
    return `export const embeddedEngine = "${text}";`;
  },
};

/** fflate without what only Node has: its entry for Node reaches for threads. */
export const fflate = at("node_modules/fflate/esm/browser.js");
