/** What the engine exports (src/engine/assembly/engine.ts). Places are addresses in its memory. */
export interface EngineExports {
  readonly memory: WebAssembly.Memory;
  input(): number;
  output(): number;
  longestLine(): number;
  longestChunk(): number;
  recordBytes(): number;
  recordCount(): number;
  /** Lines so far; after a trap the number of the line at fault. */
  lineCount(): number;
  scan(start: number, end: number): number;
  skipLine(): void;
}

/** The two builds of the engine: the bytes of `engine.wasm` and `engine.scalar.wasm`, wherever the host keeps them. */
export interface EngineBuilds {
  readonly simd: () => Uint8Array;
  readonly scalar: () => Uint8Array;
}

/** A module of one function, which makes a vector of zeros. */
const VECTOR = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // WebAssembly, version 1
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // a type: no argument, a vector as the result
  ...[0x03, 0x02, 0x01, 0x00], // a function of this type
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x0b], // i32.const 0, i8x16.splat
]);

/** True if WebAssembly has vectors here. */
export function hasSimd(): boolean {
  return WebAssembly.validate(VECTOR);
}

/** An engine that was compiled. */
export type EngineModule = WebAssembly.Module;

/** Compiles the engine, in the build that runs here. */
export function compileEngine({ simd, scalar }: EngineBuilds): EngineModule {
  return new WebAssembly.Module(hasSimd() ? simd() : scalar());
}

/** Starts an engine for one capture. */
export function startEngine(module: EngineModule): EngineExports {
  return new WebAssembly.Instance(module).exports as EngineExports;
}

/** Compiles the engine and starts it, for one capture alone. */
export function loadEngine(builds: EngineBuilds): EngineExports {
  return startEngine(compileEngine(builds));
}
