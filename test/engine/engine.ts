import { readFileSync } from "node:fs";
import { LineScanner } from "../../src/engine/host/line-scanner.js";
import type { LineView } from "../../src/engine/host/line-view.js";
import { compileEngine, type EngineExports, loadEngine } from "../../src/engine/host/load.js";

/** What the engine says of a line, as plain values; null for a line that it asks about. */
export type Said = Record<string, unknown> | null;

const build = (name: string): Uint8Array => readFileSync(new URL(`../../dist/engine/${name}`, import.meta.url));
const bytes = { simd: build("engine.wasm"), scalar: build("engine.scalar.wasm") };

/** The engine as it is shipped. */
export const engineModule = compileEngine({ simd: () => bytes.simd, scalar: () => bytes.scalar });

/** A new engine, in one of its builds. */
export function engineOf(kind: keyof typeof bytes): EngineExports {
  return loadEngine({ simd: () => bytes[kind], scalar: () => bytes[kind] });
}

const engines = { simd: engineOf("simd"), scalar: engineOf("scalar") };

/** What the engine says of each line of a text, fed in chunks of so many bytes. An engine that has read all of one text is ready for the next. */
export function linesOf(text: string, kind: keyof typeof bytes = "simd", chunk = text.length): Said[] {
  const said: Said[] = [];
  const scanner = new LineScanner(engines[kind], {
    line: (view) => said.push(saidBy(view)),
    ask: () => said.push(null),
  });
  const all = Buffer.from(text, "latin1");
  for (let at = 0; at < all.length; at += chunk) scanner.push(all.subarray(at, at + chunk));
  scanner.finish();
  return said;
}

/** The number of the line is left out: one line says the same wherever it stands. */
export function saidBy(view: LineView): Said {
  const { kind, prefix } = view;
  switch (kind) {
    case "whole":
    case "second-half":
      return { kind, prefix, name: view.name, args: view.argumentsText, result: view.result };
    case "first-half":
      return { kind, prefix, name: view.name, args: view.argumentsText };
    case "signal":
      return { kind, prefix, name: view.name, args: view.argumentsText };
    case "killed":
      return { kind, prefix, name: view.name, hasDumpedCore: view.hasDumpedCore };
    case "exit":
      return { kind, prefix, status: view.status };
    case "ask":
      return null;
  }
}
