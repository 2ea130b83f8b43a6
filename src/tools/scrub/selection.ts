import { bytesOf } from "../../core/bytes.js";
import { isCommandComment } from "../../core/strace/line/command-comment.js";
import { dumpLine } from "../../core/strace/line/dump-line.js";
import { emptyParts, type LineParts, splitStart } from "../../core/strace/line/split.js";
import { callRow } from "../../core/syscalls/rows.js";
import { expectationIn } from "./expectations.js";
import type { Involved } from "./involved.js";
import { BODY } from "./line/mask.js";
import { FOREIGN } from "./line/other-lines.js";

/**
 * How much a sample keeps. `heads`: the calls of the connections with findings, and of their dumps all but bodies.
 * `connections`: the dumps of bodies as well. `threads`: all other calls of their threads as well.
 */
export const EXTENTS = ["heads", "connections", "threads"] as const;
export type KeptExtent = (typeof EXTENTS)[number];

const PASSES_FDS = /SCM_RIGHTS/;
const ATTACHED = /: Process \d+ attached/;
const END = "+++ ";
/** What may have told a program to end (core/protocols/told.ts). */
const SIGNAL = /^--- SIG(?:TERM|INT|QUIT|HUP|KILL) /;
/** Characters of a line that hold its prefix and name. */
const START = 400;

/** The second reading: decides which lines stay. */
export class Selection {
  #line = 0;
  #isBelowKept = false;
  /** Seconds of the lines left out since the last one that stayed, if each line's time counts from the line before. */
  #skipped = 0;
  /** The names of the calls so far. One call of each name stays: it shows what the filter traced. */
  readonly #names = new Set<string>();
  readonly #parts = emptyParts();
  /** For each line that stays, its number in the whole capture. */
  readonly lines: number[] = [];

  constructor(
    private readonly involved: Involved,
    private readonly extent: KeptExtent,
  ) {}

  /** Takes the next line. Returns it if it stays, with the `-r` times of the lines left out before it added; or null. */
  take(text: string): string | null {
    this.#line++;
    const bytes = bytesOf(text.slice(0, START));
    splitStart(bytes, 0, bytes.length, this.#parts);
    const { prefix } = this.#parts;
    const since = prefix.clock === "relative" ? prefix.time + this.#skipped : 0;
    const isKept = this.#decide(text, this.#parts);
    if (prefix.clock === "relative") this.#skipped = isKept ? 0 : since;
    if (!isKept) return null;
    this.lines.push(this.#line);
    if (prefix.clock !== "relative") return text;
    const start = text.slice(0, prefix.offset).replace(/ *(\d+\.)(\d+)(?=[^.]*$)/, (all, _whole, digits: string) => {
      return since.toFixed(digits.length).padStart(all.length);
    });
    return start + text.slice(prefix.offset);
  }

  #decide(text: string, parts: LineParts): boolean {
    const { offset, pid } = parts.prefix;
    if (offset === 0 && text.startsWith(" ")) {
      return this.#isBelowKept && !(this.extent === "heads" && isBodyDump(text));
    }
    const hasName = parts.start === "call" || parts.start === "resumed";
    const name = hasName ? text.slice(parts.nameStart, parts.nameEnd) : null;
    const isNeeded = this.#isNeeded(text, text.slice(offset), name, pid);
    if (name !== null) this.#names.add(name);
    if (text !== FOREIGN) this.#isBelowKept = isNeeded;
    return isNeeded;
  }

  #isNeeded(text: string, proper: string, name: string | null, pid: number | null): boolean {
    if (isCommandComment(text)) return true; // it counts only at the top, and is harmless elsewhere
    if (this.#names.size === 0 && expectationIn(text) !== null) return true;
    if (name !== null && (!this.#names.has(name) || callRow(name)?.settlesNumbers)) return true;
    if (this.involved.lines.has(this.#line) || proper.startsWith(END)) return true;
    if (SIGNAL.test(proper) && this.#line < this.involved.last) return true;
    if (PASSES_FDS.test(text) || ATTACHED.test(text)) return true;
    const isRestOfCut = name === null && text !== FOREIGN && !proper.startsWith("---");
    if (isRestOfCut) return this.#isBelowKept;
    return this.extent === "threads" && (pid === null || this.involved.pids.has(pid));
  }
}

/** True for a line of a dump that shows only what replaces a body. */
function isBodyDump(text: string): boolean {
  const line = dumpLine(text);
  return line?.kind === "bytes" && line.bytes === BODY.repeat(line.bytes.length);
}
