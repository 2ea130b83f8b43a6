import { latin1 } from "../../core/bytes.js";
import type { Result } from "../../core/strace/line/result/result.js";
import type { LineColumns, ScannedLine, UnneededWhen } from "../../core/strace/scanned-line.js";
import {
  ASK,
  ASK_REASONS,
  type AskReason,
  CLOCKS,
  FIRST_CALL,
  FLOAT,
  INTEGER,
  KINDS,
  LAST_CALL,
  NUMBER,
  type ScannedKind,
  UNNEEDED,
} from "./record-fields.js";

const RESUMED = "<... ";
const NO_REMARKS: readonly string[] = [];

/**
 * A line that the engine has read. One object serves for all lines: it looks at the record that stands in the engine's memory,
 * and makes a text only when it is asked for. It is valid until the next line.
 */
export class LineView implements ScannedLine {
  /** The index of the record in units of eight bytes, and of four. */
  #floatAt = 0;
  #integerAt = 0;
  #floats = new Float64Array();
  #integers = new Int32Array();
  #bytes = new Uint8Array();
  /** The names of the calls that were seen, by their index. */
  readonly #names: string[] = [];

  /** @param lines the bytes of the lines that were scanned, at their places in the memory */
  constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly lines: () => Uint8Array,
  ) {
    this.#look();
  }

  /** Looks at the record at this address. */
  at(address: number): this {
    this.#floatAt = address / Float64Array.BYTES_PER_ELEMENT;
    this.#integerAt = address / Int32Array.BYTES_PER_ELEMENT;
    return this;
  }

  /** The line is `bytes[start..end)`. As far as `bytes` goes on, the lines after it follow. */
  get bytes(): Uint8Array {
    return this.lines();
  }

  get kind(): ScannedKind {
    return KINDS[this.field("kind")] as ScannedKind;
  }

  get isCall(): boolean {
    const kind = this.field("kind");
    return kind >= FIRST_CALL && kind <= LAST_CALL;
  }

  /** True if the engine asks about the line: only its place and its number are known. */
  get isAsk(): boolean {
    return this.field("kind") === ASK;
  }

  /** What the engine did not recognise in a line that it asks about. */
  get reason(): AskReason {
    return ASK_REASONS[this.field("reason")] as AskReason;
  }

  get start(): number {
    return this.field("start");
  }

  get end(): number {
    return this.field("end");
  }

  /** The number of the line, from 1. */
  get line(): number {
    return this.field("line");
  }

  get pid(): number | null {
    const pid = this.field("pid");
    return pid < 0 ? null : pid;
  }

  /** What `scanPrefix` says of the columns. Of the places in the line, a line's kind says all that matters. */
  get prefix(): LineColumns {
    const clock = CLOCKS[this.field("clock")] ?? null;
    return { pid: this.pid, time: clock === null ? 0 : this.#float("time"), clock, forms: this.field("forms") };
  }

  /** The name of the call or of the signal. */
  get name(): string {
    const call = this.field("call");
    if (this.kind === "signal" || this.kind === "killed") return this.#text("nameStart", "nameEnd");
    this.#names[call] ??= this.#text("nameStart", "nameEnd");
    return this.#names[call];
  }

  /** The index of the call in the table. */
  get call(): number {
    return this.field("call");
  }

  /** Where the columns end. */
  get properStart(): number {
    return this.field("nameStart") - (this.kind === "second-half" ? RESUMED.length : 0);
  }

  get argumentsStart(): number {
    return this.field("argumentsStart");
  }

  get unneeded(): UnneededWhen {
    return UNNEEDED[this.field("skip")] as UnneededWhen;
  }

  /** The fd on which `unneeded` depends. */
  get fd(): number {
    return this.field("fd");
  }

  /** The text between the parentheses, or what of it stands in this half of the call; of a signal what is known of it. */
  get argumentsText(): string {
    return this.#text("argumentsStart", "argumentsEnd");
  }

  /** The status of an exit. */
  get status(): number {
    return this.#float("value");
  }

  /** True if a thread that was killed dumped its core. */
  get hasDumpedCore(): boolean {
    return this.#float("value") === 1;
  }

  /** The result of a whole call or of a second half. */
  get result(): Result {
    const hasRemark = this.field("remarkStart") !== 0;
    const duration = this.#float("duration");
    return {
      value: this.field("resultKind") === NUMBER ? this.#float("value") : null,
      digits: null,
      error: this.field("errorStart") === 0 ? null : this.#text("errorStart", "errorEnd"),
      decoration: this.field("decorationStart") === 0 ? null : this.#text("decorationStart", "decorationEnd"),
      remarks: hasRemark ? [this.#text("remarkStart", "remarkEnd")] : NO_REMARKS,
      duration: duration < 0 ? null : duration,
    };
  }

  /** An integer of the record. */
  field(name: keyof typeof INTEGER): number {
    if (this.#integers.length === 0) this.#look();
    return this.#integers[this.#integerAt + INTEGER[name]] as number;
  }

  #float(name: keyof typeof FLOAT): number {
    if (this.#floats.length === 0) this.#look();
    return this.#floats[this.#floatAt + FLOAT[name]] as number;
  }

  #text(start: keyof typeof INTEGER, end: keyof typeof INTEGER): string {
    const [from, to] = [this.field(start), this.field(end)];
    return latin1(this.#bytes, from, to);
  }

  /** Who reads the line may have let the memory grow: what it was is empty then. */
  #look(): void {
    const { buffer } = this.memory;
    this.#floats = new Float64Array(buffer);
    this.#integers = new Int32Array(buffer);
    this.#bytes = new Uint8Array(buffer);
  }
}
