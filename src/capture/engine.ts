import { readFileSync } from "node:fs";
import { compileEngine, type EngineExports, type EngineModule, startEngine } from "../engine/host/load.js";
import { packageFile } from "./package-files.js";

/** Set to `off`, every line goes to the reader in TypeScript: to find out whether the scan of a line is at fault. */
const SWITCH = "UNFLUSHED_SCAN";

let compiled: EngineModule | null = null;

/** True if the engine reads the usual lines. */
export function scansLines(): boolean {
  return process.env[SWITCH] !== "off";
}

/** An engine for one capture. All captures share what was compiled. */
export function newEngine(): EngineExports {
  return startEngine(compiledEngine());
}

/** What every engine is started from. */
export function compiledEngine(): EngineModule {
  compiled ??= compileEngine({ simd: () => build("engine.wasm"), scalar: () => build("engine.scalar.wasm") });
  return compiled;
}

function build(name: string): Uint8Array {
  return readFileSync(packageFile(`dist/engine/${name}`));
}
