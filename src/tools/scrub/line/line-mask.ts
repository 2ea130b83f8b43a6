import { endOfArguments } from "../../../core/strace/arguments/balance.js";
import { lateEnd, messageWithin, unfinished, withoutOutput } from "../../../core/strace/line/cut-line.js";
import { belowCall, noticeLine } from "../../../core/strace/line/event-line.js";
import { gluedLines } from "../../../core/strace/line/glued-line.js";
import { LeadingComments } from "../../../core/strace/line/leading-comments.js";
import { scanPrefix } from "../../../core/strace/line/prefix.js";
import { parseResult } from "../../../core/strace/line/result.js";
import { isSyscallName } from "../../../core/syscalls/names.js";
import { withoutColors } from "../../../core/text/colors.js";
import { expectationIn } from "../expectations.js";
import type { Knowledge } from "../learner.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { ArgumentsMask } from "./arguments.js";
import { BufferFinder, movesBytes } from "./buffers.js";
import { HexdumpMask } from "./hexdumps.js";
import { blank, shapeOf } from "./mask.js";
import { FOREIGN, maskComment, maskEvent, maskNotice, maskSummary } from "./other-lines.js";
import { maskResult } from "./results.js";

const CALL = /^([a-z_0-9?]+)\(/;
const RESUMED = /^<\.\.\. ([a-z_0-9?]+) resumed>/;
const CANNOT_RESTART = /^( <Cannot restart pid \d+ with ptrace\([A-Z_]+\): )([^<>]*)(>.*)$/s;
/** A write to what may be strace's own stream. */
const OUTPUT = /^(?:fd=)?(?:0x)?[12]\b/;
/** Every name, for what may stand glued to other text. */
const ANY_NAME = { has: isSyscallName } as ReadonlySet<string>;

/** A call that does not end on its line. */
interface Open {
  readonly name: string;
  readonly buffers: BufferFinder | null;
  /** A message of strace's own cut it: what follows is the rest of it. */
  readonly byMessage: boolean;
}

/** The second reading: rewrites each line of a capture, in order. */
export class LineMask {
  #line = 0;
  readonly #comments = new LeadingComments();
  /** The line that was cut last, until its rest has come. */
  #cut: Open | null = null;
  /** Calls under way of which a later line shows buffers, by the line on which they begin. */
  readonly #halves = new Map<number, BufferFinder>();
  readonly #awaited: ReadonlySet<number>;
  #args: ArgumentsMask;
  /** For lines that were not understood, which may hold anything. */
  readonly #strict: ArgumentsMask;
  #isStrict = false;
  readonly #dumps: HexdumpMask;
  readonly counts = { lines: 0, foreign: 0, unrecognized: 0 };

  constructor(
    private readonly knowledge: Knowledge,
    private readonly names: Pseudonyms,
  ) {
    this.#args = new ArgumentsMask(knowledge.patches, names);
    this.#strict = new ArgumentsMask(knowledge.patches, names, true);
    this.#dumps = new HexdumpMask(knowledge.patches);
    this.#awaited = new Set(knowledge.begins.values());
  }

  /**
   * @param text the line, one char a byte, without its end
   * @param pid whose it is where it stands in a file of its own: the output has one file, and says so on each line
   */
  mask(text: string, pid: number | null = null): string {
    this.#line++;
    this.counts.lines++;
    const plain = text.includes("\x1b") ? withoutColors(text) : text;
    const kind = this.knowledge.kinds.get(this.#line);
    const column = pid === null ? "" : `${String(pid).padEnd(5)} `;
    if (kind === "foreign") {
      this.counts.foreign++;
      return this.#foreign(plain);
    }
    if (kind === "expectation") {
      this.#comments.add(plain, false); // another one may stand behind it
      return expectationIn(plain) ?? FOREIGN;
    }
    if (kind === "unrecognized") return column + this.#unrecognized(plain);
    if (kind === "summary") return maskSummary(plain);
    const rest = this.#restOfCut(plain);
    if (rest !== null) return rest;
    const traced = this.#traced(plain);
    if (traced !== null) return column + traced;
    return this.#other(plain);
  }

  #foreign(text: string): string {
    const isComment = this.#comments.mayBe(this.#line, text.charCodeAt(0));
    if (isComment) this.#comments.add(text, false);
    const { masked, removed } = isComment ? maskComment(text) : { masked: FOREIGN, removed: text };
    if (text !== "" && text !== masked) this.names.removed.add("other lines", removed);
    return text === "" ? text : masked;
  }

  #unrecognized(text: string): string {
    this.counts.unrecognized++;
    this.names.removed.count("unrecognized lines");
    const usual = this.#args;
    this.#args = this.#strict;
    this.#isStrict = true;
    const at = offsetOf(text);
    const masked = this.#traced(text) ?? this.#prefix(text.slice(0, at)) + this.#args.mask(text.slice(at));
    this.#args = usual;
    this.#isStrict = false;
    return masked;
  }

  /** The end of a line that was cut; null where this is no such thing. */
  #restOfCut(text: string): string | null {
    const cut = this.#cut;
    if (!cut || this.#startsLine(text)) return null;
    const late = lateEnd(text);
    const half = unfinished(text);
    if (!late && !half && !cut.byMessage) return null;
    const isRest = cut.byMessage || /^(?:\)|, | => | ?<)/.test(text);
    const close = late ? late.before.length : -1;
    const before = late ? late.before : (half?.argumentsText ?? text);
    if (late || half) this.#cut = null;
    this.#dumps.follow(cut.buffers?.line ?? this.#line);
    const masked = isRest ? this.#args.mask(before, cut.buffers) : blank(before);
    if (late) return `${masked})${maskResult(text.slice(close + 1), this.names, this.#args)}`;
    return masked + suffix(text.slice(before.length));
  }

  #startsLine(text: string): boolean {
    const proper = text.slice(offsetOf(text));
    const name = CALL.exec(proper)?.[1];
    return (
      (name !== undefined && isSyscallName(name)) || RESUMED.test(proper) || maskEvent(proper, this.#args) !== null
    );
  }

  /** A call, a half of one, or what befell a thread; null where the line starts otherwise. */
  #traced(text: string): string | null {
    const at = offsetOf(text);
    const proper = text.slice(at);
    const prefix = (): string => this.#prefix(text.slice(0, at));
    const name = CALL.exec(proper)?.[1];
    if (name !== undefined) {
      const call = this.#call(name, proper.slice(name.length + 1));
      return call === null ? null : prefix() + call;
    }
    const resumed = RESUMED.exec(proper);
    if (resumed) return prefix() + this.#resumed(resumed[1] as string, resumed[0], proper.slice(resumed[0].length));
    const event = maskEvent(proper, this.#args);
    if (event !== null) this.#cut = null;
    return event === null ? null : prefix() + event;
  }

  #call(name: string, text: string): string | null {
    this.#cut = null;
    const shown = isSyscallName(name) ? name : shapeOf(name);
    const buffers = movesBytes(name) ? new BufferFinder(name, this.#line) : null;
    if (buffers && this.#awaited.has(this.#line)) this.#halves.set(this.#line, buffers);
    this.#dumps.follow(this.#line);
    const whole = this.#whole(name, text, buffers);
    if (whole !== null) return `${shown}(${whole}`;
    const half = unfinished(text);
    if (half)
      return `${shown}(${this.#args.mask(half.argumentsText, buffers)}${suffix(text.slice(half.argumentsText.length))}`;
    if (!isSyscallName(name)) return null;
    const within = messageWithin(text);
    this.#cut = { name, buffers, byMessage: within !== null };
    const before = within?.before ?? text;
    const masked = this.#isStrict
      ? this.#withOutput(name, before, buffers)
      : this.#args.mask(cleaned(name, before), buffers);
    return `${shown}(${masked}${within ? maskNotice(within.message) : ""}`;
  }

  /** Arguments with the program's output behind them, of which the shape stays: it kept the line from being read. */
  #withOutput(name: string, text: string, buffers: BufferFinder | null): string {
    const [, before, output = ""] = (OUTPUT.test(text) && name === "write" && /^(.*", )(.*)$/s.exec(text)) || [];
    return before === undefined ? this.#args.mask(text, buffers) : this.#args.mask(before, buffers) + shapeOf(output);
  }

  /** Arguments and result where the line has both; null where it has not. */
  #whole(name: string, text: string, buffers: BufferFinder | null): string | null {
    const bytes = Buffer.from(text, "latin1");
    const close = unfinished(text) ? -1 : endOfArguments(bytes, 0, bytes.length);
    if (close >= 0 && parseResult(text.slice(close + 1))) {
      const args = this.#args.mask(cleaned(name, text.slice(0, close)), buffers);
      return `${args})${maskResult(text.slice(close + 1), this.names, this.#args)}`;
    }
    const late = unfinished(text) ? null : lateEnd(text);
    if (!late) return null;
    const args = this.#args.mask(cleaned(name, late.before), buffers);
    return `${args})${maskResult(late.end.slice(1), this.names, this.#args)}`;
  }

  #resumed(name: string, mark: string, text: string): string {
    this.#cut = null;
    const begun = this.knowledge.begins.get(this.#line);
    const buffers = begun === undefined ? null : (this.#halves.get(begun) ?? null);
    if (begun !== undefined) this.#halves.delete(begun);
    const finder = buffers ?? (movesBytes(name) ? new BufferFinder(name, this.#line) : null);
    this.#dumps.follow(begun ?? this.#line);
    const shown = isSyscallName(name) ? mark : mark.replace(name, shapeOf(name));
    const end = endOfRest(text);
    if (end < 0) {
      const half = unfinished(text);
      if (!half) this.#cut = { name, buffers: finder, byMessage: true };
      const before = half?.argumentsText ?? text;
      return shown + this.#args.mask(before, finder) + (half ? suffix(text.slice(before.length)) : "");
    }
    return `${shown}${this.#args.mask(text.slice(0, end), finder)})${maskResult(text.slice(end + 1), this.names, this.#args)}`;
  }

  #other(text: string): string {
    const below = belowCall(text, { pid: null, line: 0, time: null });
    if (below?.kind === "hexdump") return this.#dumps.mask(text);
    if (below?.kind === "frame") return ` > ${shapeOf(text.slice(3))}`;
    const at = offsetOf(text);
    if (noticeLine(text.slice(at), { pid: null, line: 0, time: null })) {
      return this.#prefix(text.slice(0, at)) + maskNotice(text.slice(at));
    }
    for (const line of gluedLines(text, ANY_NAME)) {
      const traced = this.#traced(line);
      if (traced !== null) return shapeOf(text.slice(0, text.length - line.length)) + traced;
    }
    const late = lateEnd(text);
    if (!late) return this.#unrecognized(text);
    return `${this.#args.mask(late.before)})${maskResult(late.end.slice(1), this.names, this.#args)}`;
  }

  /** pid, context and times: names of commands and contexts are replaced. */
  #prefix(text: string): string {
    return text
      .replace(/^(\[?(?:pid +)?\d+)<([^>]*)>/, (_all, start, comm) => `${start}<${this.names.command(comm)}>`)
      .replace(/\[([^\]]*[g-z:_][^\]]*)\] /g, (all, context: string) =>
        /^pid/.test(context) ? all : `[${blank(context)}] `,
      );
  }
}

/** A write to strace's own stream has what it wrote in its line. */
function cleaned(name: string, text: string): string {
  return name === "write" && OUTPUT.test(text) ? withoutOutput(name, text) : text;
}

/** Where the arguments of a resumed half end: it may close brackets that the first half opened. */
function endOfRest(text: string): number {
  const bytes = Buffer.from(text, "latin1");
  const close = endOfArguments(bytes, 0, bytes.length);
  if (close >= 0 && parseResult(text.slice(close + 1))) return close;
  const late = lateEnd(text);
  return late ? late.before.length : -1;
}

function suffix(text: string): string {
  const refused = CANNOT_RESTART.exec(text);
  return refused ? `${refused[1]}${shapeOf(refused[2] as string)}${refused[3]}` : text;
}

function offsetOf(text: string): number {
  const bytes = Buffer.from(text, "latin1");
  return scanPrefix(bytes, 0, bytes.length).offset;
}
