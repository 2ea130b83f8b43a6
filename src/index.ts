/** The public API on Node: all of `unflushed/core`, and captures on disk. */

export { analyzeFile } from "./capture/analyze-file.js";
export { readCapture } from "./capture/read.js";
export type { ReadListener } from "./capture/source.js";
export * from "./core/index.js";
export { type Config, defineConfig, type Ignore } from "./run/config/config.js";
