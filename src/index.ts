/** The public API on Node: all of `unflushed/core`, and captures on disk. */

export * from "./analyze/index.js";
export { analyzeFile } from "./capture/analyze-file.js";
export { readCapture } from "./capture/read.js";
export type { ReadListener } from "./reading/read-listener.js";
export { type Config, defineConfig, type Ignore } from "./run/config/config.js";
