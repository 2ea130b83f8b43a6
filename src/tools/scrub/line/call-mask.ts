import { withoutStrings } from "../../../core/strace/arguments/decoration.js";
import { beginsAsRest, rejoin } from "../../../core/strace/call/rejoin.js";
import { lateCloseOf, openEndOf } from "../../../core/strace/line/ending.js";
import { mayHoldOutput, messageWithin, splitOutput } from "../../../core/strace/line/interruption.js";
import type { SplitLine } from "../../../core/strace/line/split.js";
import { isSyscallName } from "../../../core/syscalls/names.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { isConstantName } from "../vocabulary.js";
import type { ArgumentsMask } from "./arguments.js";
import { BufferFinder, movesBytes } from "./buffers.js";
import type { HexdumpMask } from "./hexdumps.js";
import { blank, shapeOf } from "./mask.js";
import { maskName } from "./names.js";
import { numbersOf, PID, withShortNumbers } from "./numbers.js";
import { maskNotice } from "./other-lines.js";
import { BEGUN, type Ends, REST, WHOLE } from "./places.js";
import { maskResult } from "./results.js";

/** A call whose line was cut. */
interface CutText {
  readonly name: string;
  /** The arguments printed so far; null when a part of them stands on an earlier line. */
  readonly text: string | null;
  readonly buffers: BufferFinder | null;
  /** True if a message of strace's own cut it: the next line goes on with it, however that looks. */
  readonly byMessage: boolean;
}

/** Rewrites the lines of calls: their names, arguments and results. */
export class CallMask {
  /** The call that was cut last, until its rest comes. */
  #cut: CutText | null = null;
  /** Calls under way whose buffers go on on a later line, by the line on which they begin. */
  readonly #halves = new Map<number, BufferFinder>();
  readonly #awaited: ReadonlySet<number>;

  /** @param begins from the line on which a call ended to the earlier line on which it began */
  constructor(
    private readonly begins: ReadonlyMap<number, number>,
    private readonly names: Pseudonyms,
    private readonly dumps: HexdumpMask,
  ) {
    this.#awaited = new Set(begins.values());
  }

  /** The rest of a cut line never came. */
  giveUp(): void {
    this.#cut = null;
  }

  /** `name(...`, without its prefix; null for text that only looks like a call. */
  call(text: string, parts: SplitLine, line: number, args: ArgumentsMask): string | null {
    this.#cut = null;
    const name = text.slice(parts.nameStart, parts.nameEnd);
    const start = `${maskName(name)}(`;
    const buffers = movesBytes(name) ? new BufferFinder(name, line) : null;
    if (buffers && this.#awaited.has(line)) this.#halves.set(line, buffers);
    this.dumps.follow(line);
    const printed = text.slice(parts.argsStart, parts.argsEnd);
    if (parts.result) {
      return (
        start +
        cleaned(name, printed, (shown, ends) => args.mask(shown, buffers, numbersOf(name), ends)) +
        this.#result(name, text, parts.argsEnd, args)
      );
    }
    if (parts.end === "unfinished" || parts.end === "detached") {
      return start + args.mask(printed, buffers, numbersOf(name, false)) + maskOpenEnd(text.slice(parts.suffix));
    }
    return isSyscallName(name) ? start + this.#cutCall(name, printed, buffers, args) : null;
  }

  #cutCall(name: string, printed: string, buffers: BufferFinder | null, args: ArgumentsMask): string {
    const within = messageWithin(printed);
    const before = within?.before ?? printed;
    this.#cut = { name, text: before, buffers, byMessage: within !== null };
    const masked = args.isStrict
      ? withOutputMasked(name, before, buffers, args)
      : cleaned(name, before, (shown, ends) => args.mask(shown, buffers, numbersOf(name, false), ends));
    return masked + (within ? maskNotice(within.message) : "");
  }

  /** `<... name resumed>` and the rest of the call, without the prefix. */
  resumed(text: string, parts: SplitLine, line: number, args: ArgumentsMask): string {
    const name = text.slice(parts.nameStart, parts.nameEnd);
    const begin = this.begins.get(line);
    const begun = begin === undefined ? null : (this.#halves.get(begin) ?? null);
    if (begin !== undefined) this.#halves.delete(begin);
    const buffers = begun ?? (movesBytes(name) ? new BufferFinder(name, line) : null);
    this.dumps.follow(begin ?? line);
    this.#cut = null;
    const mark = text.slice(parts.prefix.offset, parts.argsStart);
    const start = mark.replace(name, maskName(name));
    const isWhole = parts.result !== null;
    const masked = args.mask(text.slice(parts.argsStart, parts.argsEnd), buffers, numbersOf(name, isWhole));
    if (parts.result) return start + masked + this.#result(name, text, parts.argsEnd, args);
    const isCut = parts.end === "open" || parts.end === "no-result";
    if (isCut) this.#cut = { name, text: null, buffers, byMessage: true };
    return start + masked + maskOpenEnd(text.slice(parts.suffix));
  }

  /** The rest of the line that was cut; null for any other line. */
  restOfCut(text: string, line: number, args: ArgumentsMask): string | null {
    const cut = this.#cut;
    const end = cut && endOfRest(cut, text);
    if (!cut || (!end && !cut.byMessage)) return null;
    this.dumps.follow(cut.buffers?.line ?? line);
    if (!end) return this.#goOn(cut, text, args);
    this.#cut = null;
    // a line that was cut within a string goes on with bytes that look like numbers or names: nothing of them stays
    const mayStay = cut.byMessage || end.from > 0 || (beginsAsRest(text) && !endsWithinString(cut));
    const rest = text.slice(end.from, end.to);
    const masked =
      blank(text.slice(0, end.from)) +
      (mayStay ? args.mask(rest, cut.buffers, numbersOf(cut.name), endsOfRest(cut)) : blank(rest));
    return masked + (end.hasResult ? this.#result(cut.name, text, end.to, args) : maskOpenEnd(text.slice(end.to)));
  }

  /** A line that goes on with the one that was cut, and does not end it: another message may cut it. */
  #goOn(cut: CutText, text: string, args: ArgumentsMask): string {
    const within = cut.text === null ? null : messageWithin(cut.text + text);
    const choice = numbersOf(cut.name, false);
    if (!within || cut.text === null)
      return args.mask(text, cut.buffers, choice, { ...endsOfRest(cut), endsWhole: false });
    this.#cut = { ...cut, text: within.before };
    const rest = within.before.slice(cut.text.length);
    return args.mask(rest, cut.buffers, choice, endsOfRest(cut)) + maskNotice(within.message);
  }

  /** The `)` at `close` and what follows it. */
  #result(name: string, text: string, close: number, args: ArgumentsMask): string {
    return `)${maskResult(text.slice(close + 1), name, this.names, args)}`;
  }
}

/** The rest of a cut call in its line. */
interface Rest {
  /** It is `text.slice(from, to)`; other output may stand before it. */
  readonly from: number;
  readonly to: number;
  readonly hasResult: boolean;
}

function endOfRest({ text: before }: CutText, text: string): Rest | null {
  const joined = before === null ? null : rejoin(before, text);
  if (before === null || !joined) return endOfUnknown(text);
  const end = joined.end?.close ?? joined.open?.at ?? before.length;
  const to = Math.max(joined.from, joined.from + end - before.length);
  return { from: joined.from, to, hasResult: joined.end !== null };
}

/** If the lines do not join, only the end of the line shows whether it ends the call. */
function endOfUnknown(text: string): Rest | null {
  const late = lateCloseOf(text);
  if (late >= 0) return { from: 0, to: late, hasResult: true };
  const open = openEndOf(text);
  return open && { from: 0, to: open.at, hasResult: false };
}

/** True if the line was cut within a string: what follows may be what it holds. */
function endsWithinString({ text }: CutText): boolean {
  return text?.includes('"') === true && withoutStrings(text).includes('"');
}

/** A number at the begin of the rest is whole only if the line was cut between words. */
function endsOfRest({ text }: CutText): Ends {
  return text !== null && /(?:^|[ ,([{=])$/.test(text) ? WHOLE : REST;
}

/** Masks arguments without what a write to strace's own stream left in its line. */
function cleaned(name: string, text: string, mask: (shown: string, ends: Ends) => string): string {
  if (!mayHoldOutput(name, text)) return mask(text, WHOLE);
  const { printed, isSure } = splitOutput(name, text);
  return mask(printed, isSure || !/[\w.:-]/.test(text[printed.length] ?? "") ? WHOLE : BEGUN);
}

/** Arguments followed by the program's output. Its shape stays, because it kept the line from being read. */
function withOutputMasked(name: string, text: string, buffers: BufferFinder | null, args: ArgumentsMask): string {
  const [, before, output = ""] = (mayHoldOutput(name, text) && /^(.*", )(.*)$/s.exec(text)) || [];
  return before === undefined ? args.mask(text, buffers) : args.mask(before, buffers) + shapeOf(output);
}

const OPEN_END = /^ ?<(?:unfinished|detached|pid changed to \d+) ?\.\.\.>/;
const CANNOT_RESTART = /^( <Cannot restart pid \d+ with ptrace\([A-Z_]+\): )([^<>]*)>/;

/** ` <unfinished ...>` and the like. strace may add why it could not restart the thread, and a person a note. */
function maskOpenEnd(text: string): string {
  const [mark = ""] = OPEN_END.exec(text) ?? [];
  const rest = text.slice(mark.length);
  const [all = "", restart = "", why = ""] = CANNOT_RESTART.exec(rest) ?? [];
  const words = restart.replace(/[A-Z_]{4,}/, (operation) =>
    isConstantName(operation) ? operation : shapeOf(operation),
  );
  const said = all === "" ? "" : `${words}${shapeOf(why)}>`;
  return withShortNumbers(mark + said, PID) + shapeOf(rest.slice(all.length));
}
