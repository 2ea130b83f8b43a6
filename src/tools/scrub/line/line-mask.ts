import { lateCloseOf } from "../../../core/strace/line/ending.js";
import { gluedLines } from "../../../core/strace/line/glued-line.js";
import { LeadingComments } from "../../../core/strace/line/leading-comments.js";
import { splitNotice } from "../../../core/strace/line/notice.js";
import { withPlainQuotes } from "../../../core/strace/line/pasted/typographic.js";
import { type SplitLine, splitLine } from "../../../core/strace/line/split.js";
import { belowCall } from "../../../core/strace/line/untraced.js";
import { isStartOfSyscallName, isSyscallName } from "../../../core/syscalls/names.js";
import { withoutColors } from "../../../core/text/colors.js";
import { expectationIn } from "../expectations.js";
import type { Knowledge } from "../learner.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { ArgumentsMask } from "./arguments.js";
import { CallMask } from "./call-mask.js";
import { HexdumpMask } from "./hexdumps.js";
import { shapeOf } from "./mask.js";
import { FD_OF_CALL, SMALL } from "./numbers.js";
import { FOREIGN, maskComment, maskEvent, maskNotice, maskSummary } from "./other-lines.js";
import { inPieces, lostInPieces } from "./pieces.js";
import { REST } from "./places.js";
import { maskPrefix } from "./prefix-mask.js";
import { maskResult } from "./results.js";

/** The names that may stand after other text: every name of a syscall. */
const ANY_NAME = { has: isSyscallName } as ReadonlySet<string>;
/** A result that was wrapped within its digits goes on so. */
const REST_OF_RESULT = /^\d{1,3}$/;
/** It ends like a call's line, and names none. */
const LOST = "of another strace (...) = ?";
/** `belowCall` makes an event. Only its kind is used here. */
const ELIDED = "...";
const NOWHERE = { pid: null, line: 0, time: null };

/** The second reading: rewrites each line of a capture, in order. */
export class LineMask {
  /** The number of the line, and of the last one on which it stands: a fold may have broken it. */
  #line = 0;
  #last = 0;
  readonly #comments = new LeadingComments();
  readonly #args: ArgumentsMask;
  /** For lines that the reader did not understand, which may hold anything. */
  readonly #strict: ArgumentsMask;
  readonly #dumps: HexdumpMask;
  readonly #calls: CallMask;
  readonly counts = { lines: 0, foreign: 0, unrecognized: 0 };

  constructor(
    private readonly knowledge: Knowledge,
    private readonly names: Pseudonyms,
  ) {
    this.#args = new ArgumentsMask(knowledge.patches, names);
    this.#strict = new ArgumentsMask(knowledge.patches, names, true);
    this.#dumps = new HexdumpMask(knowledge.patches);
    this.#calls = new CallMask(knowledge.begins, names, this.#dumps);
  }

  /**
   * The line without what it must not show.
   *
   * @param text the line, one char a byte, without its line end
   * @param pid the thread whose file the line stands in (`-ff`); the output is one file, and names the thread on each line
   * @param lines the lines of the capture that it stands on; it is written on as many
   */
  mask(text: string, pid: number | null = null, lines = 1): string {
    this.#line = this.#last + 1;
    this.#last += lines;
    this.counts.lines += lines;
    return inPieces(this.#masked(text, pid), lines);
  }

  #masked(text: string, pid: number | null): string {
    const plain = withPlainQuotes(withoutColors(withoutBlanks(text)));
    const kind = this.knowledge.kinds.get(this.#line);
    const column = pid === null ? "" : `${String(pid).padEnd(5)} `;
    if (kind === "elided") return this.#elided(plain);
    if (kind === "foreign") return this.#foreign(plain);
    if (kind === "expectation") {
      this.#comments.add(plain, false); // another comment may follow it
      return expectationIn(plain) ?? FOREIGN;
    }
    if (kind === "unrecognized") return column + this.#unrecognized(plain);
    if (kind === "summary") return maskSummary(plain);
    const parts = splitLine(plain);
    const rest = startsLine(plain, parts, this.#args) ? null : this.#calls.restOfCut(plain, this.#line, this.#args);
    if (rest !== null) return rest;
    const traced = this.#traced(plain, parts, this.#args);
    return traced === null ? this.#other(plain, parts) : column + traced;
  }

  /** Lines that a person left out stay left out; the words about them go. */
  #elided(text: string): string {
    this.counts.foreign++;
    if (text !== ELIDED) this.names.removed.add("other lines", text);
    return ELIDED;
  }

  /**
   * What is written for a line that cannot be read: one of another strace, or pieces that do not fit together. It cannot
   * be read either.
   *
   * @param lines the lines of the capture that it stands on; it is written on as many
   */
  lost(lines: number): string {
    this.#line = this.#last + 1;
    this.#last += lines;
    this.counts.lines += lines;
    this.counts.unrecognized++;
    this.names.removed.count("unrecognized lines");
    return lines === 1 ? LOST : lostInPieces(lines);
  }

  #foreign(text: string): string {
    this.counts.foreign++;
    const isComment = this.#comments.mayBe(this.#line, text.charCodeAt(0));
    if (isComment) this.#comments.add(text, false);
    const { masked, removed } = isComment ? maskComment(text) : { masked: FOREIGN, removed: text };
    if (text !== "" && text !== masked) this.names.removed.add("other lines", removed);
    return text === "" ? text : masked;
  }

  #unrecognized(text: string): string {
    this.counts.unrecognized++;
    this.names.removed.count("unrecognized lines");
    const parts = splitLine(text);
    const traced = this.#traced(text, parts, this.#strict);
    const { prefix } = parts;
    const proper = text.slice(prefix.offset);
    const isWord = isStartOfSyscallName(proper) || REST_OF_RESULT.test(proper);
    const masked = isWord ? proper : this.#strict.mask(proper, null, FD_OF_CALL); // a line that was cut within a name
    return traced ?? maskPrefix(text, prefix, this.names) + masked;
  }

  /** A call, a half of one, or an event; null for a line that begins in another way. */
  #traced(text: string, parts: SplitLine, args: ArgumentsMask): string | null {
    const masked =
      parts.start === "call"
        ? this.#calls.call(text, parts, this.#line, args)
        : parts.start === "resumed"
          ? this.#calls.resumed(text, parts, this.#last, args)
          : this.#event(text.slice(parts.prefix.offset), args);
    return masked === null ? null : maskPrefix(text, parts.prefix, this.names) + masked;
  }

  #event(proper: string, args: ArgumentsMask): string | null {
    const event = maskEvent(proper, args);
    if (event !== null) this.#calls.giveUp();
    return event;
  }

  #other(text: string, { prefix }: SplitLine): string {
    const below = belowCall(text, NOWHERE);
    if (below?.kind === "hexdump") return this.#dumps.mask(text);
    if (below?.kind === "frame") return ` > ${shapeOf(text.slice(3))}`;
    const proper = text.slice(prefix.offset);
    if (splitNotice(proper)) return maskPrefix(text, prefix, this.names) + maskNotice(proper);
    for (const line of gluedLines(text, ANY_NAME)) {
      const traced = this.#traced(line, splitLine(line), this.#args);
      if (traced !== null) return shapeOf(text.slice(0, text.length - line.length)) + traced;
    }
    const late = lateCloseOf(text);
    if (late < 0) return this.#unrecognized(text);
    return `${this.#args.mask(text.slice(0, late), null, SMALL, REST)})${maskResult(text.slice(late + 1), null, this.names, this.#args)}`;
  }
}

/** True for a line that cannot be the rest of one that was cut. */
function startsLine(text: string, { start, nameStart, nameEnd, prefix }: SplitLine, args: ArgumentsMask): boolean {
  if (start === "call") return isSyscallName(text.slice(nameStart, nameEnd));
  return start === "resumed" || maskEvent(text.slice(prefix.offset), args) !== null;
}

/** The line without the blanks that a terminal pads it with. */
function withoutBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === " " || text[end - 1] === "\t" || text[end - 1] === "\r")) end--;
  return text.slice(0, end);
}
