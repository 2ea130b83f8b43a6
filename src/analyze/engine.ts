import type { EngineModule } from "../engine/host/load.js";
import { UnflushedError } from "../errors.js";
import { embeddedEngine } from "./embedded-engine.js";
import { unpacked } from "./unpacked.js";

let compiled: EngineModule | null = null;

/**
 * Has all analyzers from now on use an engine that was compiled elsewhere: a page may fetch one, and compile it while it loads. Without
 * it, the first analyzer compiles the engine that comes along in this package.
 *
 * @param module a `WebAssembly.Module`: `unflushed/engine.wasm` or `unflushed/engine.scalar.wasm` of the same version
 */
export function useEngine(module: object): void {
  compiled = module as EngineModule;
}

/**
 * The engine, from which an engine for each capture is started.
 *
 * @throws UnflushedError (`engine-unavailable`) if it cannot be compiled here
 */
export function engineModule(): EngineModule {
  compiled ??= compiledHere();
  return compiled;
}

function compiledHere(): EngineModule {
  try {
    return new WebAssembly.Module(unpacked(embeddedEngine));
  } catch (error) {
    throw new UnflushedError(
      "engine-unavailable",
      `the engine cannot be compiled here (${error instanceof Error ? error.message : error}): allow WebAssembly, as 'wasm-unsafe-eval' in a Content-Security-Policy does, or hand in a compiled engine with useEngine`,
    );
  }
}
