import { writeLatin1 } from "../../core/bytes.js";
import type { CallPart, Syscall } from "../../core/strace/call/syscall.js";
import type { LineRef } from "../../core/strace/line/line-ref.js";
import { CALL_FLOAT, CALL_INTEGER, NO_CALL, NO_PID, PARTS } from "./call-fields.js";

/** What the engine exports for calls that the host has read. */
export interface CallExports {
  readonly memory: WebAssembly.Memory;
  currentCall(): number;
  roomForCall(bytes: number): number;
  indexOfCall(start: number, length: number): number;
}

/** A call of which only the beginning was read, as far as it is known. */
export type BegunCall = Pick<Syscall, "name" | "argumentsText" | "begin">;

/** A piece of text is two addresses. */
const SPAN = 8;
/** A search may read so many bytes past the end of a text. */
const SLACK = 32;
/** Closes the arguments, and each remark. */
const CLOSE = ")";

/**
 * Makes a call that the reader in TypeScript has read the current one of the engine: the same fields, and its texts in memory that
 * the next call overwrites.
 */
export class CallFeed {
  readonly #engine: CallExports;
  readonly #calls = new Map<string, number>();
  #floats = new Float64Array(0);
  #integers = new Int32Array(0);
  #bytes = new Uint8Array(0);
  /** Where the next text is written. */
  #at = 0;

  constructor(engine: CallExports) {
    this.#engine = engine;
  }

  /** The engine's current call is this one. */
  set(call: Syscall): void {
    const { name, pid, argumentsText, result, begin, end, part, dumps } = call;
    const { remarks, error, decoration, value } = result;
    const index = this.#indexOf(name);
    const texts = [argumentsText, error ?? "", decoration ?? "", ...remarks, ...dumps];
    this.#begin(texts, remarks.length + dumps.length);
    this.#setPlace(index, pid, begin, end, part);
    this.#setFloat("value", value ?? 0);
    this.#setInteger("hasValue", value === null ? 0 : 1);
    this.#setList("remarks", "remarkCount", remarks, CLOSE);
    this.#setList("dumps", "dumpCount", dumps, "");
    this.#setText("argumentsStart", "argumentsEnd", argumentsText, CLOSE);
    this.#setText("errorStart", "errorEnd", error, "");
    this.#setText("decorationStart", "decorationEnd", decoration, "");
  }

  /** The engine's current call is one that has begun and not returned. */
  setBegun({ name, argumentsText, begin }: BegunCall): void {
    const index = this.#indexOf(name);
    this.#begin([argumentsText], 0);
    this.#setPlace(index, begin.pid, begin, begin, "unfinished");
    this.#setInteger("hasValue", 0);
    for (const count of ["remarkCount", "dumpCount"] as const) this.#setInteger(count, 0);
    this.#setText("argumentsStart", "argumentsEnd", argumentsText, CLOSE);
    this.#setText("errorStart", "errorEnd", null, "");
    this.#setText("decorationStart", "decorationEnd", null, "");
  }

  #setPlace(index: number, pid: number | null, begin: LineRef, end: LineRef, part: CallPart): void {
    this.#setInteger("call", index);
    this.#setInteger("pid", pid ?? NO_PID);
    this.#setInteger("beginPid", begin.pid ?? NO_PID);
    this.#setInteger("beginLine", begin.line);
    this.#setInteger("endLine", end.line);
    this.#setInteger("part", PARTS.indexOf(part));
    this.#setFloat("beginTime", begin.time ?? Number.NaN);
    this.#setFloat("endTime", end.time ?? Number.NaN);
  }

  /** The index of a call in the engine's table; each name is looked up once. */
  #indexOf(name: string): number {
    const known = this.#calls.get(name);
    if (known !== undefined) return known;
    const room = this.#engine.roomForCall(name.length + SLACK);
    this.#look();
    writeLatin1(name, this.#bytes.subarray(room));
    const index = name === "" ? NO_CALL : this.#engine.indexOfCall(room, name.length);
    if (index !== NO_CALL) this.#calls.set(name, index);
    return index;
  }

  /** Makes room for these texts and for so many spans. */
  #begin(texts: readonly string[], spans: number): void {
    let bytes = spans * SPAN + SLACK;
    for (const text of texts) bytes += text.length + CLOSE.length;
    this.#at = this.#engine.roomForCall(bytes);
    this.#look();
  }

  /** The engine's memory is another object after it has grown. */
  #look(): void {
    const { buffer } = this.#engine.memory;
    if (this.#bytes.buffer === buffer) return;
    this.#floats = new Float64Array(buffer);
    this.#integers = new Int32Array(buffer);
    this.#bytes = new Uint8Array(buffer);
  }

  #setList(first: Field, count: Field, texts: readonly string[], closer: string): void {
    const spans = this.#at;
    this.#setInteger(first, spans);
    this.#setInteger(count, texts.length);
    this.#at += texts.length * SPAN;
    for (const [index, text] of texts.entries()) {
      const at = (spans + index * SPAN) / Int32Array.BYTES_PER_ELEMENT;
      this.#integers[at] = this.#at;
      this.#integers[at + 1] = this.#at + text.length;
      this.#write(text, closer);
    }
    this.#at = (this.#at + SPAN - 1) & ~(SPAN - 1);
  }

  #setText(start: Field, end: Field, text: string | null, closer: string): void {
    this.#setInteger(start, text === null ? 0 : this.#at);
    this.#setInteger(end, text === null ? 0 : this.#at + text.length);
    if (text !== null) this.#write(text, closer);
  }

  #write(text: string, closer: string): void {
    writeLatin1(text + closer, this.#bytes.subarray(this.#at));
    this.#at += text.length + closer.length;
  }

  #setInteger(name: Field, value: number): void {
    this.#integers[this.#engine.currentCall() / Int32Array.BYTES_PER_ELEMENT + CALL_INTEGER[name]] = value;
  }

  #setFloat(name: keyof typeof CALL_FLOAT, value: number): void {
    this.#floats[this.#engine.currentCall() / Float64Array.BYTES_PER_ELEMENT + CALL_FLOAT[name]] = value;
  }
}

type Field = keyof typeof CALL_INTEGER;
