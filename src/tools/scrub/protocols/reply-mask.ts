import { latin1 } from "../../../core/bytes.js";
import type { Follows, ReplyGrammar } from "../../../core/protocols/lines/reply-grammar.js";
import { ReplyReader } from "../../../core/protocols/lines/reply-reader.js";
import { ByteParts, type CallBytes } from "./call-bytes.js";

/** What stays of a line, without its LF: as many bytes. Of one that is not `isWhole`, only its beginning was seen. */
export type MaskLine = (line: string, isWhole: boolean) => string;

const CRLF = "\r\n";
const LF = "\n";
/** A longer line is not followed by the analysis. */
const LONGEST_LINE = 4096;
/** How the dump of a Redis server begins (core/protocols/resp/replies.ts). */
const DUMP = "REDIS";

/** Keeps the lines of replies where the analysis finds them, and the CRLF after their data: it reads the direction as the analysis does. */
export class ReplyMask implements ReplyGrammar {
  readonly #reader: ReplyReader;
  #call: CallBytes | null = null;
  /** The parts of a line that have come. */
  #begun = new ByteParts(LONGEST_LINE);
  /** What is to be printed if the call at hand proves to be in step. */
  #prints: (() => void)[] = [];
  /** Bytes of the direction before the call at hand, and where CRLFs stand that end data. */
  #before = 0;
  #ends: number[] = [];

  constructor(
    private readonly grammar: ReplyGrammar,
    private readonly maskLine: MaskLine,
    isLost: boolean,
  ) {
    this.#reader = new ReplyReader(this, isLost);
  }

  take(call: CallBytes): void {
    const wasLost = this.#reader.step === "lost";
    this.#call = call;
    this.#reader.take(call);
    if (!wasLost || this.#reader.step !== "lost") for (const print of this.#prints) print();
    this.#prints = [];
    this.#printEnds(call);
    this.#before += call.length;
  }

  lose(): void {
    this.#reader.lose();
  }

  get isIdle(): boolean {
    return this.grammar.isIdle;
  }

  get bytesAfterData(): number | null {
    return this.grammar.bytesAfterData;
  }

  get hasCrlf(): boolean {
    return this.grammar.hasCrlf;
  }

  line(bytes: Uint8Array, start: number, end: number): Follows | null {
    const call = this.#call as CallBytes;
    const follows = this.grammar.line(bytes, start, end);
    const parts = this.#begun;
    this.#begun = new ByteParts(LONGEST_LINE);
    const isSplit = parts.text !== "";
    const at = isSplit ? call.shownAt : call.shownAt + start;
    const length = end - start - parts.text.length;
    parts.add(call, at, length + LF.length);
    if (follows !== null) this.#print(parts, this.maskLine(latin1(bytes, start, end), true) + LF);
    if (typeof follows === "number") this.#ends.push(this.#before + at + length + LF.length + follows);
    return follows;
  }

  mayBegin(bytes: Uint8Array, end: number): boolean {
    const call = this.#call as CallBytes;
    const may = this.grammar.mayBegin(bytes, end);
    if (!may) return false;
    this.#begun.add(call, call.shownAt, end - this.#begun.text.length);
    this.#print(this.#begun, this.maskLine(this.#begun.text, false));
    return true;
  }

  dataBegins(bytes: Uint8Array): void {
    this.grammar.dataBegins?.(bytes);
    const call = this.#call as CallBytes;
    const at = (this.#ends.at(-1) ?? 0) - this.#reader.data.declared - this.#before;
    if (this.grammar.hasCrlf || call.text(at, DUMP.length) !== DUMP) return;
    this.#prints.push(() => call.print(at, DUMP));
  }

  dataEnds(): void {
    this.grammar.dataEnds();
  }

  endsUnseen(seen: Uint8Array, length: number): boolean {
    const isEnd = this.grammar.endsUnseen(seen, length);
    const call = this.#call as CallBytes;
    const { shownAt } = call;
    if (isEnd) this.#prints.push(() => call.print(shownAt, latin1(seen)));
    return isEnd;
  }

  reset(): void {
    this.#begun = new ByteParts(LONGEST_LINE);
    this.#ends = [];
    this.grammar.reset();
  }

  /** The CRLF that ends data stays: it is looked at. */
  #printEnds(call: CallBytes): void {
    for (const end of this.#ends) {
      for (const [index, char] of [...CRLF].entries()) {
        const at = end + index - this.#before;
        if (at >= 0 && call.text(at, 1) === char) call.print(at, char);
      }
    }
    const next = this.#before + call.length;
    this.#ends = this.#ends.filter((end) => end + CRLF.length > next);
  }

  #print(parts: ByteParts, masked: string): void {
    this.#prints.push(() => parts.print(masked));
  }
}
