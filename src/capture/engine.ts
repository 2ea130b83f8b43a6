import { readFileSync } from "node:fs";
import { compileEngine, type EngineExports, type EngineModule, startEngine } from "../engine/host/load.js";
import { packageFile } from "./package-files.js";

/** Set to `off`, every line goes to the reader in TypeScript: to find out whether the engine is at fault. */
const SWITCH = "UNFLUSHED_ENGINE";

let compiled: EngineModule | null = null;

/** True if lines go to the engine first. */
export function hasEngine(): boolean {
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
