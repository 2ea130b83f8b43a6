import { readFileSync } from "node:fs";
import { latin1, writeLatin1 } from "../../../src/core/bytes.js";
import { parseArguments } from "../../../src/core/strace/arguments/parse-arguments.js";
import type { Value } from "../../../src/core/strace/arguments/value.js";
import { type CallPart, Syscall } from "../../../src/core/strace/call/syscall.js";
import { NO_RESULT } from "../../../src/core/strace/line/result/result.js";
import { type CallExports, CallFeed } from "../../../src/engine/host/call-feed.js";
import { type GrammarExports, grammarDoor } from "../../../src/engine/host/grammar-door.js";

/** What the entry of the tests exports (test/engine/assembly/asks.ts): functions of numbers. */
type Exports = Record<string, (...numbers: number[]) => number> & CallExports & GrammarExports;

const AT = { pid: null, line: 1, time: null };

/** How the arguments of a text are read in TypeScript. */
export function argsOf(text: string, part: CallPart = "whole"): readonly Value[] | null {
  return new Syscall("close", null, text, NO_RESULT, AT, AT, part).args;
}

/** How often the engine asked for the grammar. */
export const asked = { count: 0 };

const door = grammarDoor(() => engine, { ofCall: argsOf, ofRemark: (text) => parseArguments(text) });
const module = new WebAssembly.Module(
  readFileSync(new URL("../../../.test-results/engine/asks.wasm", import.meta.url)),
);
const instance = new WebAssembly.Instance(module, {
  host: {
    reportEvent() {},
    reportMark() {},
    askCanonical(start: number, end: number, source: number): number {
      asked.count++;
      return door(start, end, source);
    },
  },
});

/** The engine of the tests: one for all, as its calls come one after the other. */
export const engine = instance.exports as unknown as Exports;
const feed = new CallFeed(engine);

/** Makes a call the engine's current one. */
export function tell(call: Syscall): void {
  feed.set(call);
  engine.beginArguments?.();
}

/** A function of the engine. */
export function ask(name: string, ...numbers: number[]): number {
  const answer = engine[name];
  if (!answer) throw new Error(`the entry exports no ${name}`);
  return answer(...numbers);
}

/** A number of the engine; null for NO_NUMBER. */
export function numberFrom(name: string, ...numbers: number[]): number | null {
  const number = ask(name, ...numbers);
  return Number.isNaN(number) ? null : number;
}

/** True or false, of the engine. */
export function isIt(name: string, ...numbers: number[]): boolean {
  return ask(name, ...numbers) !== 0;
}

/** A text of the engine; null if there is none. */
export function textFrom(name: string, ...numbers: number[]): string | null {
  ask(name, ...numbers);
  const end = ask("textEnd");
  return end === 0 ? null : latin1(new Uint8Array(engine.memory.buffer), ask("textStart"), end);
}

/** Calls a function with the addresses of a text. */
export function withText<T>(text: string, use: (start: number, end: number) => T): T {
  const start = engine.roomForCall(text.length + 64);
  writeLatin1(`${text})`, new Uint8Array(engine.memory.buffer).subarray(start));
  return use(start, start + text.length);
}
