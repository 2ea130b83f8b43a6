import { latin1 } from "../../bytes.js";
import type { LineSink } from "../line-splitter.js";
import type { Column, FoundColumn } from "./column.js";
import { indentationIn } from "./indentation.js";
import { leadOf } from "./lead.js";
import { endsLikeWhole, isRemark, type Look, lookAt } from "./look.js";
import { bareNumberIn, bareNumbers, markedNumberIn } from "./numbers.js";
import { quoteIn } from "./quote.js";
import { repeatedColumn } from "./repeated.js";
import { Rising } from "./rising.js";
import { tagIn } from "./tag.js";

/** What reads the lines without their columns. */
export interface ColumnUser {
  readonly line: LineSink;
  /** A line that cannot be read, because it is a part of another capture. */
  readonly lost: LineSink;
  /** The next line has a number that shows that lines before it were left out. */
  readonly gap: () => void;
  /** Takes the name of a column that was found, for `recordedWith`. */
  readonly note: (name: string) => void;
}

/** Two lines of strace's without a column: the capture has none. */
const PLAIN = 2;
/** Lines and bytes that wait for a decision, at most. */
const MOST_LINES = 64;
const MOST_BYTES = 1 << 20;
/** A quotation of numbered lines out of a log: each column that is found may hold another. */
const DEEPEST = 4;
/** CR, LF and the first byte of the next line: it says whether that line may be a dump. */
const NEXT = 3;
const KINDS = [quoteIn, markedNumberIn, tagIn, indentationIn] as const;

type Line = Parameters<LineSink>;

/**
 * Takes off the columns that an editor, a mail or a collector of logs put in front of strace's lines. The first lines of
 * strace's decide: with two that have no column, nothing is done to any further line. A line that leaves the question
 * open waits for the next one.
 */
export class Columns {
  /** True once it is certain that the lines have no such column: they need not come here any more. */
  isPlain = false;
  #column: Column | null = null;
  #inner: Columns | null = null;
  #plain = 0;
  #held: Line[] = [];
  #heldBytes = 0;
  #rising: Rising | null = new Rising();
  /** What stood in front of the last line of strace's that had something unknown there. */
  #lead: string | null = null;

  constructor(
    private readonly user: ColumnUser,
    private readonly depth = 1,
  ) {}

  /** True while columns are taken off. */
  get isActive(): boolean {
    return this.#column !== null;
  }

  /** Takes the next line; passes on all lines that are decided. */
  push(...line: Line): void {
    if (this.#column) this.#strip(this.#column, line);
    else if (this.isPlain) this.user.line(...line);
    else this.#decide(line);
  }

  /** The end of the capture: what waits is decided now. */
  finish(): void {
    if (this.#rising?.isLikely) this.#found(bareNumbers());
    else this.#release();
    this.#inner?.finish();
  }

  #decide(line: Line): void {
    const [bytes, start, end] = line;
    const row = this.#rising?.take(bytes, start, end) ?? "silent";
    if (row === "breaks") this.#decideAnew(line);
    else if (row === "rises") {
      this.#hold(line);
      if (this.#rising?.isCertain) this.#found(bareNumbers());
      else if (this.#isFull) this.#rising?.isLikely ? this.#found(bareNumbers()) : this.#isNone(null);
    } else this.#decideByLine(line);
  }

  /** The numbers are no line numbers: they are pids, and blanks before them are an indentation. */
  #decideAnew(last: Line): void {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    this.#rising = null;
    for (const line of held) this.push(...line);
    this.push(...last);
  }

  /** A line without a number in front. */
  #decideByLine(line: Line): void {
    const [bytes, start, end] = line;
    const found = columnIn(bytes, start, end, this.depth);
    const isOwn = found === null && !isRemark(bytes, start, end) && lookAt(bytes, start, end) !== "none";
    const column = found?.look === "whole" ? found.column : found || isOwn ? null : this.#repeated(line);
    if (column) {
      this.#hold(line);
      this.#found(column);
    } else if (isOwn && ++this.#plain >= PLAIN) this.#isNone(line);
    else if (found || this.#lead !== null || this.#held.length > 0) {
      this.#hold(line);
      if (this.#isFull) this.#release();
    } else this.user.line(...line);
  }

  /** The column that this line and an earlier one have in common. One line alone may stand after the program's output. */
  #repeated([bytes, start, end]: Line): Column | null {
    const before = this.#lead;
    if (endsLikeWhole(bytes, start, end)) this.#lead = leadOf(bytes, start, end) ?? before;
    return before === null || this.#lead === null ? null : repeatedColumn(before, this.#lead);
  }

  #strip(column: Column, [bytes, start, end, pid, isCut]: Line): void {
    const at = column.after(bytes, start, end);
    if (column.isAfterGap) this.user.gap();
    if (at < 0) this.user.lost(bytes, start, end, pid, isCut);
    else if (this.#inner) this.#inner.push(bytes, at, end, pid, isCut);
    else this.user.line(bytes, at, end, pid, isCut);
  }

  #found(column: Column): void {
    this.#column = column;
    this.#rising = null;
    this.user.note(column.name);
    if (this.depth < DEEPEST) this.#inner = new Columns(this.user, this.depth + 1);
    this.#release();
  }

  #isNone(last: Line | null): void {
    this.isPlain = true;
    this.#rising = null;
    this.#release();
    if (last) this.user.line(...last);
  }

  get #isFull(): boolean {
    return this.#held.length >= MOST_LINES || this.#heldBytes >= MOST_BYTES;
  }

  /** Keeps a copy: the memory of a chunk is used again. */
  #hold([bytes, start, end, pid, isCut]: Line): void {
    const copy = bytes.slice(start, end + NEXT);
    this.#held.push([copy, 0, end - start, pid, isCut]);
    this.#heldBytes += copy.length;
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    for (const line of held) {
      if (this.#column) this.#strip(this.#column, line);
      else this.user.line(...line);
    }
  }
}

/** The column in front of one line, and what stands after it and after further columns. Null without a line of strace's. */
function columnIn(bytes: Uint8Array, start: number, end: number, depth: number): (FoundColumn & { look: Look }) | null {
  if (depth > DEEPEST) return null;
  const isOwn = lookAt(bytes, start, end) !== "none" && !isPodName(bytes, start);
  if (isOwn) return null;
  for (const kind of KINDS) {
    const found = kind(bytes, start, end);
    if (!found) continue;
    const look = lookBehind(bytes, found.at, end, depth);
    if (look !== "none") return { ...found, look };
  }
  return null;
}

/** What stands at `at`, or after further columns there. */
function lookBehind(bytes: Uint8Array, at: number, end: number, depth: number): Look {
  const look = lookAt(bytes, at, end);
  if (look !== "none") return look;
  const number = bareNumberIn(bytes, at, end);
  const behind = number ? lookAt(bytes, number.at, end) : "none";
  return behind !== "none" ? behind : (columnIn(bytes, at, end, depth + 1)?.look ?? "none");
}

/** `[pod/x/y] ` has the shape of a security context of `--secontext`. */
function isPodName(bytes: Uint8Array, start: number): boolean {
  return /^\[(?:pod|container)\//.test(latin1(bytes, start, Math.min(bytes.length, start + 12)));
}
