/** The host of the engine, which runs wherever WebAssembly does. */
export { LineScanner, type LineUser } from "./line-scanner.js";
export type { LineView } from "./line-view.js";
export {
  compileEngine,
  type EngineBuilds,
  type EngineExports,
  type EngineModule,
  hasSimd,
  loadEngine,
  startEngine,
} from "./load.js";
export type { AskReason, ScannedKind } from "./record-fields.js";
