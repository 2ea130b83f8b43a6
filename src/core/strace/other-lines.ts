import { bytesOf, latin1 } from "../bytes.js";
import type { TraceExpression } from "../syscalls/trace-expression.js";
import type { LeftOut } from "../syscalls/traced-calls.js";
import { fromUtf8 } from "../text/utf8.js";
import type { DumpJoiner } from "./call/dump-joiner.js";
import type { CallJoiner } from "./call/joiner.js";
import type { StraceEvent } from "./event.js";
import { isCommandComment } from "./line/command-comment.js";
import type { CurrentLine } from "./line/current-line.js";
import type { Dialect } from "./line/dialect.js";
import { gluedLines } from "./line/glued-line.js";
import { LeadingComments } from "./line/leading-comments.js";
import type { LineRef } from "./line/line-ref.js";
import { isElision } from "./line/pasted/elision.js";
import { StackTraces } from "./line/pasted/stack-trace.js";
import type { Prefix } from "./line/prefix/prefix.js";
import { scanPrefix } from "./line/prefix/scan.js";
import { endsLikeCall, isPrefixStart, isTracedStart, mayBeTraced } from "./line/traced-look.js";
import { UntracedLines } from "./line/untraced.js";

/** A half says itself what it is. */
const HALF = /<(?:\.\.\. \w+ resumed|unfinished \.\.\.)>/;

/** What these lines need from their reader. */
interface Surroundings {
  readonly line: CurrentLine;
  readonly dialect: Dialect;
  readonly joiner: CallJoiner;
  readonly dumps: DumpJoiner;
  /** Reads a line that starts with a call or an event. False for any other line. */
  readonly traced: (bytes: Uint8Array, start: number, end: number) => boolean;
  readonly emit: (event: StraceEvent) => void;
}

/**
 * Reads the lines that do not start with a traced call or an event: comments at the top, dumps, frames, tables and
 * messages, the pieces of calls, elisions; and the lines that are not strace's, or that cannot be read.
 */
export class OtherLines {
  readonly #comments = new LeadingComments();
  readonly #stacks = new StackTraces();
  readonly #untraced = new UntracedLines();
  /** The line on which the last call ended that was reported. */
  lastCall = -1;

  /** The last line that could not be read. */
  #lastOther = -1;

  constructor(private readonly by: Surroundings) {}

  /** The calls that a comment at the top says were traced; null without such a comment. */
  get stated(): TraceExpression | null {
    return this.#comments.stated;
  }

  /** What the comments at the top say was left out whatever it is called; null if they do not say anything. */
  get leftOut(): LeftOut | null {
    return this.#comments.leftOut;
  }

  /** Reads the line `bytes[start..end)`. */
  read(bytes: Uint8Array, start: number, end: number, isCut: boolean): void {
    const { line, joiner, dumps, emit } = this.by;
    const prefix = scanPrefix(bytes, start, end);
    const text = latin1(bytes, start, end);
    const proper = text.slice(prefix.offset - start);
    const at = line.untimed(prefix);
    if (this.#comments.mayBe(at.line, bytes[start])) {
      if (!isCommandComment(text) && this.#glued(text)) return; // the program's output, not a comment
      this.#comments.add(text, isCut);
      this.#foreign(text, at);
      return;
    }
    if (dumps.goOn(text, line, isCut)) return;
    const known = this.#untraced.read(text, proper, at);
    if (known) emit(known);
    else if ((text === proper && this.#isBareTail(text, at.line)) || this.#glued(text)) return;
    else if (isCut && (this.#looksTraced(prefix, proper, false) || isPrefixStart(text))) joiner.cutShort(proper, at);
    else if (this.#stacks.take(text, at.line)) this.#foreign(text, at);
    else if (joiner.names.size > 0 && isElision(text)) this.#elided(text, at);
    else if (this.#mayBeDigits(text, at.line)) emit({ kind: "unrecognized", text, at });
    else if (this.#looksTraced(prefix, proper, true) || this.by.dialect.stopsWithinColumns(text)) {
      joiner.giveUp();
      emit({ kind: "unrecognized", text, at });
      this.#lastOther = at.line;
    } else {
      if (text === "" && this.lastCall === at.line - 1) this.lastCall = at.line; // an empty line parts no result
      this.#foreign(text, at);
      this.#lastOther = at.line;
    }
  }

  /** After a line that cannot be read, it may be the rest of that line, and not of a call that is under way. */
  #isBareTail(text: string, line: number): boolean {
    return this.#lastOther !== line - 1 && !HALF.test(text) && this.by.joiner.bareTail(text, line);
  }

  /** The program's output had no newline, so a line of strace's stands after it. False if none does. */
  #glued(text: string): boolean {
    for (const line of gluedLines(text, this.by.joiner.names)) {
      const bytes = bytesOf(line);
      if (this.by.traced(bytes, 0, bytes.length)) return true;
    }
    return false;
  }

  #looksTraced(prefix: Prefix, proper: string, isWhole: boolean): boolean {
    if (isWhole && endsLikeCall(proper)) return true;
    if (isTracedStart(proper)) return !isWhole || !this.by.dialect.lacksIn(prefix);
    return this.by.dialect.isLike(prefix) && (!isWhole || mayBeTraced(proper)); // else a log line with a clock of its own
  }

  /** Digits alone after a call that ends in digits: what is left of its result. */
  #mayBeDigits(text: string, line: number): boolean {
    return /^\d+$/.test(text) && this.lastCall === line - 1;
  }

  #elided(text: string, at: LineRef): void {
    this.by.joiner.giveUp();
    this.by.emit({ kind: "elided", text: fromUtf8(text), at });
  }

  #foreign(text: string, at: LineRef): void {
    this.by.emit({ kind: "foreign", text: fromUtf8(text), at });
  }
}
