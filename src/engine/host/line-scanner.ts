import type { LineSink } from "../../core/strace/line-splitter.js";
import { InputCopy } from "./input-copy.js";
import { LineView } from "./line-view.js";
import type { EngineExports } from "./load.js";
import type { AskReason } from "./record-fields.js";

/** What is kept of a line that is too long to be read, in bytes: as core/strace/line-splitter.ts keeps it. */
const KEPT = 1024;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** What takes the lines of a capture, in their order. */
export interface LineUser {
  /** A line that the engine has read. The view is valid during the call. */
  readonly line: (line: LineView) => void;
  /** A line that the engine does not fully recognise: the reader in TypeScript reads it. The bytes are valid during the call. */
  readonly ask: LineSink;
  /**
   * The engine has a fault: WebAssembly trapped at the line of this number. The lines before it were handed on. Without this, the
   * error is thrown.
   */
  readonly failed?: (line: number) => never;
}

/** Feeds the bytes of one capture to the engine, and keeps what has no newline yet. */
export class LineScanner {
  /** How many lines were asked about, by what the engine did not recognise. */
  readonly asked = new Map<AskReason, number>();
  readonly #engine: EngineExports;
  #memory = new Uint8Array();
  readonly #view: LineView;
  readonly #lines: InputCopy;
  /** Where the bytes begin that were not scanned yet. */
  #input: number;
  readonly #output: number;
  readonly #recordBytes: number;
  readonly #longestLine: number;
  readonly #longestChunk: number;
  #hasBegun = false;
  /** How many bytes of the input were not scanned yet: the last whole line, if it waits, and the one that has not ended. */
  #kept = 0;
  /**
   * How long the whole line is that waits, in bytes; 0: none does. What becomes of a line may depend on how the next one begins: if that
   * cannot be seen, the reader has to read it.
   */
  #waiting = 0;
  /** The bytes of the capture end here. */
  #end = 0;
  /** True if the line that has not ended is too long: only its beginning is kept. */
  #isTooLong = false;

  /** @param applies true if the engine applies lines to its model: the user then gets only the lines that it does not apply */
  constructor(
    engine: EngineExports,
    private readonly user: LineUser,
    private readonly applies = false,
  ) {
    this.#engine = engine;
    this.#input = engine.input();
    this.#lines = new InputCopy(
      () => this.#bytes,
      () => this.#input,
    );
    this.#view = new LineView(engine.memory, () => this.#lines.upTo(this.#end));
    this.#output = engine.output();
    this.#recordBytes = engine.recordBytes();
    this.#longestLine = engine.longestLine();
    this.#longestChunk = engine.longestChunk();
  }

  /** The next bytes of the capture. The caller may use the memory of `chunk` again afterwards. */
  push(chunk: Uint8Array): void {
    // the reader looks ahead at the first lines, at as many as the first chunk holds
    const first = this.#hasBegun ? 0 : Math.min(chunk.length, this.#longestLine);
    this.#hasBegun = true;
    if (first > 0) this.#take(chunk.subarray(0, first));
    for (let from = first; from < chunk.length; from += this.#longestChunk) {
      this.#take(chunk.subarray(from, from + this.#longestChunk));
    }
  }

  /**
   * Hands on the line that waits for the one after it. To be called when more bytes may take a while: somebody may want to hear of
   * the line now.
   */
  settle(): void {
    if (this.#waiting > 0) this.#scanUntil(this.#input + this.#waiting, this.#input + this.#kept);
    this.#waiting = 0;
  }

  /** Ends the input. A last line without a newline counts as a line; the capture may have ended within it. */
  finish(): void {
    this.settle();
    if (this.#isTooLong) this.#askTooLong(this.#input, true);
    else if (this.#kept > 0) {
      const end = this.#input + this.#kept;
      const stop = this.#bytes[end - 1] === RETURN ? end - 1 : end;
      this.#count("end");
      this.#end = end;
      this.#lines.forget();
      this.user.ask(this.#lines.upTo(end), this.#input, stop, null, true);
    }
    this.#kept = 0;
    this.#isTooLong = false;
  }

  #take(piece: Uint8Array): void {
    const part = this.#isTooLong ? this.#afterTooLong(piece) : piece;
    this.#input = this.#engine.roomForInput(this.#kept + part.length, this.#kept);
    const begin = this.#input + this.#kept;
    this.#bytes.set(part, begin);
    const last = part.lastIndexOf(NEWLINE);
    const before = part.subarray(0, Math.max(last, 0)).lastIndexOf(NEWLINE);
    const stop = before >= 0 ? begin + before + 1 : last >= 0 ? this.#input + this.#waiting : this.#input;
    this.#scanUntil(stop, begin + part.length);
    if (last >= 0) this.#waiting = begin + last + 1 - stop;
    if (this.#kept > this.#longestLine) this.settle();
    if (this.#kept <= this.#longestLine) return;
    this.#isTooLong = true;
    this.#kept = KEPT;
  }

  /** Scans the whole lines of the input up to `stop`, and keeps what follows, up to `end`. */
  #scanUntil(stop: number, end: number): void {
    if (stop > this.#input) this.#scan(this.#input, stop, end);
    this.#bytes.copyWithin(this.#input, stop, end);
    this.#kept = end - stop;
  }

  /** Scans the whole lines of start..stop, and hands them on. The bytes end at `end`. */
  #scan(start: number, stop: number, end: number): void {
    let at = start;
    this.#end = end;
    this.#lines.forget();
    for (let next = this.#next(at, stop, end); next > at; next = this.#next(at, stop, end)) {
      this.#report();
      at = next;
    }
  }

  /** Scans lines until there is no room for more records. */
  #next(start: number, stop: number, end: number): number {
    try {
      return this.applies ? this.#engine.applyLines(start, stop, end) : this.#engine.scan(start, stop);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.#report();
      throw this.user.failed?.(this.#engine.lineCount()) ?? error;
    }
  }

  /** Drops bytes up to the end of the line that is too long. Returns those after it. */
  #afterTooLong(piece: Uint8Array): Uint8Array {
    const newline = piece.indexOf(NEWLINE);
    if (newline < 0) return piece.subarray(piece.length);
    this.#engine.skipLine();
    this.#askTooLong(this.#input, false);
    this.#isTooLong = false;
    this.#kept = 0;
    return piece.subarray(newline + 1);
  }

  #askTooLong(start: number, isCut: boolean): void {
    this.#count("length");
    this.user.ask(this.#bytes.slice(start, start + KEPT), 0, KEPT, null, isCut, "too-long");
  }

  /** Hands on what the last scan found. */
  #report(): void {
    const view = this.#view;
    const count = this.#engine.recordCount();
    for (let index = 0; index < count; index++) {
      view.at(this.#output + index * this.#recordBytes);
      if (view.isAsk) this.#ask(view);
      else this.user.line(view);
    }
  }

  /** The engine's memory, which is another object after it has grown. */
  get #bytes(): Uint8Array {
    const { buffer } = this.#engine.memory;
    if (this.#memory.buffer !== buffer) this.#memory = new Uint8Array(buffer);
    return this.#memory;
  }

  #ask(view: LineView): void {
    const { start, end, reason } = view;
    if (reason === "length") this.#askTooLong(start, false);
    else {
      this.#count(reason);
      this.user.ask(view.bytes, start, end, null, false);
    }
  }

  #count(reason: AskReason): void {
    this.asked.set(reason, (this.asked.get(reason) ?? 0) + 1);
  }
}
