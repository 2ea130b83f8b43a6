import { bytesOf, latin1 } from "../bytes.js";
import type { TraceExpression } from "../syscalls/trace-expression.js";
import { withoutColors } from "../text/colors.js";
import { fromUtf8 } from "../text/utf8.js";
import { endOfArguments } from "./arguments/balance.js";
import { CallJoiner } from "./call/joiner.js";
import type { LineRef } from "./call/syscall.js";
import type { ProcessEvent, StraceEvent } from "./event.js";
import { type CallFilter, type KnownCall, NameTable } from "./line/call-names.js";
import { Clipping } from "./line/clipping.js";
import { Clock } from "./line/clock.js";
import { EscapeAhead } from "./line/colors.js";
import { isCommandComment } from "./line/command-comment.js";
import { Dialect } from "./line/dialect.js";
import { belowCall, eventLine, noticeLine } from "./line/event-line.js";
import { gluedLines } from "./line/glued-line.js";
import { DumpJoiner } from "./line/hexdump.js";
import { LeadingComments } from "./line/leading-comments.js";
import { endsWhole, holds, isUnfinished, LESS, mayHaveDump, SPACE } from "./line/line-bytes.js";
import { plainResult } from "./line/plain-result.js";
import { emptyPrefix, type Prefix, scanPrefix } from "./line/prefix.js";
import { parseResult } from "./line/result.js";
import { SummaryTable, TipBanner } from "./line/table-lines.js";
import { endsLikeCall, isPrefixStart, isTracedStart } from "./line/traced-look.js";

const MARK = bytesOf("<... ");
const RESUMED = bytesOf(" resumed>");
const UNFINISHED = bytesOf(" <unfinished ...>");
/** Reads the lines of one capture, in order, and tells what they say. Holds only what is under way. */
export class StraceReader {
  #line = 0;
  #pid: number | null = null;
  readonly #escape = new EscapeAhead();
  readonly #clock = new Clock();
  readonly #table = new SummaryTable();
  readonly #banner = new TipBanner();
  readonly #calls: CallJoiner;
  readonly #joiner: DumpJoiner;
  readonly #names: NameTable;
  readonly #prefix = emptyPrefix();
  readonly #clipping = new Clipping();
  /** Characters of this line, and of the one before. */
  #width = 0;
  #lastWidth = 0;
  readonly #comments = new LeadingComments();
  readonly dialect = new Dialect();
  readonly counts = { lines: 0, events: 0, foreign: 0, unrecognized: 0 };

  constructor(to: (event: StraceEvent) => void, audience: CallFilter = { wants: () => true }) {
    this.#joiner = new DumpJoiner(to);
    this.#calls = new CallJoiner((event) => this.#emit(event), audience.wants);
    this.#names = new NameTable(audience);
  }

  /** Every call's name that was seen: what never appears was probably filtered out. */
  get names(): ReadonlySet<string> {
    return this.#calls.names;
  }

  /** The calls that were traced, where a comment at the top says so; null where they have to be inferred from `names`. */
  get stated(): TraceExpression | null {
    return this.#comments.stated;
  }

  /** Seconds of the last line that had any. */
  get time(): number | null {
    return this.#clock.now;
  }

  /** Calls read so far, their halves counted once. */
  get syscalls(): number {
    return this.#calls.count;
  }

  /**
   * Reads one line, without its line end: `bytes[start..end)`. Never throws.
   *
   * @param pid whose line it is where the line does not say so: the suffix of a file of `-ff`
   * @param isCut the capture ends within the line
   */
  read(bytes: Uint8Array, start: number, end: number, pid: number | null = null, isCut = false): void {
    this.#line++;
    this.counts.lines++;
    this.#pid = pid;
    this.#lastWidth = this.#width;
    this.#width = end - start;
    this.#joiner.mayFollow = mayHaveDump(bytes, end);
    if (pid !== null) this.dialect.note("-ff");
    if (this.#escape.isIn(bytes, start, end)) {
      const plain = bytesOf(withoutColors(latin1(bytes, start, end)));
      this.#plain(plain, 0, plain.length, isCut);
    } else this.#plain(bytes, start, end, isCut);
  }

  #plain(bytes: Uint8Array, start: number, end: number, isCut: boolean): void {
    if (this.#calls.isCut && this.#calls.goOn(latin1(bytes, start, end), this.#line)) return;
    if (this.#traced(bytes, start, end)) return;
    if (isCut && this.#calls.isCut) return; // the capture ends within the rest of a cut line
    this.#other(bytes, start, end, isCut);
  }

  /** End of capture: what was under way never returned. */
  finish(): void {
    this.#calls.finish();
    this.#joiner.release();
  }

  /** A line that starts with a call, the rest of one, or what befell a thread. */
  #traced(bytes: Uint8Array, start: number, end: number): boolean {
    const prefix = scanPrefix(bytes, start, end, this.#prefix);
    const name = this.#names.before(bytes, prefix.offset, end);
    if (name) return this.#call(bytes, prefix, name, end);
    const first = bytes[prefix.offset];
    if (first === LESS) return this.#resumed(bytes, prefix, end);
    if (first !== 0x2b && first !== 0x2d && first !== 0x5b) return false; // + - [
    return this.#event(latin1(bytes, prefix.offset, end), prefix);
  }

  /** `+++ exited with 0 +++` and the like. */
  #event(text: string, prefix: Prefix): boolean {
    const event = eventLine(text, () => this.#place(prefix));
    if (event) this.#happened(event);
    return event !== null;
  }

  #call(bytes: Uint8Array, prefix: Prefix, name: KnownCall, end: number): boolean {
    const first = prefix.offset + name.bytes.length + 1;
    const pid = prefix.pid ?? this.#pid;
    this.#calls.next(pid);
    const isHalf = isUnfinished(bytes, end);
    const behind = end - UNFINISHED.length;
    const isPlainHalf = isHalf && behind >= first && holds(bytes, UNFINISHED, behind, end);
    const { skip } = name;
    const isLeftOut = skip !== null && !(isHalf && skip.shows === "last") && skip.applies(bytes, first, end, pid);
    if (!name.isWanted || isLeftOut) return this.#leaveOut(bytes, prefix, name, end, isPlainHalf);
    if (isPlainHalf) {
      this.#calls.half(name.text, latin1(bytes, first, behind), this.#place(prefix));
      return true;
    }
    const close = isHalf ? -1 : endOfArguments(bytes, first, end);
    const result =
      close < 0 ? null : (plainResult(bytes, close + 1, end) ?? parseResult(latin1(bytes, close + 1, end)));
    if (!result) return this.#withoutEnd(name, latin1(bytes, first, end), close < 0, prefix);
    if (this.#clipping.observe(this.#width)) {
      this.#calls.giveUp();
      this.#emit({ kind: "unrecognized", text: latin1(bytes, prefix.offset, end), at: this.#place(prefix) });
      return true;
    }
    this.#calls.whole(name.text, latin1(bytes, first, close), result, this.#place(prefix));
    return true;
  }

  /** A call that nobody wants: it is counted, and read no further than to its end. */
  #leaveOut(bytes: Uint8Array, prefix: Prefix, name: KnownCall, end: number, isHalf: boolean): boolean {
    const first = prefix.offset + name.bytes.length + 1;
    this.counts.events++;
    this.#joiner.release();
    this.#calls.skip(name.text);
    if (!isHalf && !endsWhole(bytes, first, end)) {
      this.#calls.unwanted(name.text, latin1(bytes, first, end), this.#place(prefix));
      return true;
    }
    this.#note(prefix);
    if (isHalf) this.#calls.skipHalf(name, prefix.pid ?? this.#pid, this.#line);
    return true;
  }

  /** A call whose end is not where it should be; `isOpen` where its arguments do not close. */
  #withoutEnd(name: KnownCall, text: string, isOpen: boolean, prefix: Prefix): boolean {
    const place = (): LineRef => this.#place(prefix);
    return isOpen ? this.#calls.open(name.text, text, place) : this.#calls.late(name.text, text, place);
  }

  /** `<... name resumed>` and the rest of the call. */
  #resumed(bytes: Uint8Array, prefix: Prefix, end: number): boolean {
    const start = prefix.offset + MARK.length;
    if (!holds(bytes, MARK, prefix.offset, end)) return false;
    const name = this.#names.before(bytes, start, end, SPACE);
    const behind = start + (name?.bytes.length ?? 0);
    if (!name || !holds(bytes, RESUMED, behind, end)) return false;
    const first = behind + RESUMED.length;
    if (!name.isWanted && endsWhole(bytes, first, end)) {
      this.#note(prefix);
      this.#calls.giveUp(); // counted with its first half
      return true;
    }
    const pid = prefix.pid ?? this.#pid;
    if (
      name.skip?.shows === "last" &&
      name.skip.applies(bytes, first, end, pid) &&
      this.#calls.skipRest(name.text, pid)
    ) {
      this.#note(prefix);
      return true;
    }
    const at = this.#place(prefix);
    const close = endOfArguments(bytes, first, end);
    const result = close < 0 ? null : plainResult(bytes, close + 1, end);
    if (result && this.#calls.ends(name.text, latin1(bytes, first, close), result, at)) return true;
    return this.#calls.resumed(name.text, latin1(bytes, first, end), at);
  }

  #happened(event: ProcessEvent): void {
    this.#calls.giveUp();
    const { pid } = event.at;
    const isGone = event.kind === "exit" || event.kind === "killed";
    if (event.kind === "superseded") this.#calls.superseded(event.by, pid);
    const isBehindResumed = isGone && this.#calls.gone(pid);
    if (!isGone) this.#calls.next(pid);
    this.#emit(isGone ? { ...event, isBehindResumed } : event);
  }

  /** A line that holds no traced call or event at its start. */
  #other(bytes: Uint8Array, start: number, end: number, isCut: boolean): void {
    const prefix = scanPrefix(bytes, start, end);
    const text = latin1(bytes, start, end);
    const proper = text.slice(prefix.offset - start);
    const at: LineRef = { pid: prefix.pid ?? this.#pid, line: this.#line, time: null };
    if (this.#comments.mayBe(this.#line, bytes[start])) {
      if (!isCommandComment(text) && this.#glued(text)) return; // a program's words, not a comment
      this.#comments.add(text, isCut);
      this.#emit({ kind: "foreign", text: fromUtf8(latin1(bytes, start, end)), at });
      return;
    }
    const known = belowCall(text, at) ?? this.#tabular(text, at) ?? noticeLine(proper, at);
    if (known?.kind === "frame") this.dialect.note("-k");
    if (known?.kind === "hexdump") this.dialect.note("-e read/write");
    if (known) this.#emit(known);
    else if (this.#calls.bareTail(text, this.#line) || this.#glued(text)) return;
    else if (isCut && (this.dialect.isLike(prefix) || isTracedStart(proper) || isPrefixStart(text)))
      this.#calls.cutShort(proper, at);
    else if (this.#looksTraced(prefix, proper)) {
      this.#calls.giveUp();
      this.#emit({ kind: "unrecognized", text, at });
    } else this.#emit({ kind: "foreign", text: fromUtf8(latin1(bytes, start, end)), at });
  }

  #tabular(text: string, at: LineRef): StraceEvent | null {
    return this.#table.take(text) || this.#banner.take(text) ? { kind: "summary", text, at } : null;
  }

  /** The program's output had no newline, and strace's line stands behind it. */
  #glued(text: string): boolean {
    for (const line of gluedLines(text, this.names)) {
      const bytes = bytesOf(line);
      if (this.#traced(bytes, 0, bytes.length)) return true;
    }
    return false;
  }

  #looksTraced(prefix: Prefix, proper: string): boolean {
    return this.dialect.isLike(prefix) || isTracedStart(proper) || endsLikeCall(proper);
  }

  #emit(event: StraceEvent): void {
    if (event.kind === "foreign") this.counts.foreign++;
    else if (event.kind === "unrecognized") {
      this.counts.unrecognized++;
      if (event.at.line === this.#line - 1) this.#clipping.stopped(this.#lastWidth);
    } else this.counts.events++;
    if (event.kind === "call") this.dialect.call(event.call);
    this.#joiner.push(event);
  }

  /** Takes note of a line's time, and of what its columns tell of strace's options. False where it has no time. */
  #note(prefix: Prefix): boolean {
    this.dialect.prefix(prefix);
    return this.#clock.read(prefix);
  }

  #place(prefix: Prefix): LineRef {
    const hasTime = this.#note(prefix);
    return { pid: prefix.pid ?? this.#pid, line: this.#line, time: hasTime ? this.#clock.now : null };
  }
}
