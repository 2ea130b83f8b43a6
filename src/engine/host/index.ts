/** The host of the engine, which runs wherever WebAssembly does. */
export { LineScanner, type LineUser } from "./line-scanner.js";
export type { LineView } from "./line-view.js";
export { type EngineBuilds, type EngineExports, hasSimd, loadEngine } from "./load.js";
export type { AskReason, ScannedKind } from "./record-fields.js";
export { isUnneeded } from "./unneeded.js";
