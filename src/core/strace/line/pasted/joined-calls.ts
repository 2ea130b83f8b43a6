import { bytesOf, latin1 } from "../../../bytes.js";
import { endOfArguments } from "../../arguments/balance.js";
import { SPACE } from "../line-bytes.js";
import { emptyParts, splitStart } from "../split.js";
import type { FirstLine } from "./first-lines.js";
import { isOwnLine } from "./own-line.js";

/** A part of a line. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** One line with two calls may be the program's output with a call after it; three calls, or two such lines, are not. */
const ENOUGH = 2;
const UNFINISHED = " <unfinished ...>";
/** A result, from the `)` on. A character can stand in one place only, so that the search is linear. */
const RESULT =
  /\) += (?:\?|-?\d+|0x[0-9a-f]+)(?:<(?:[^<>]|<[^<>]*>)*>)?(?:\(deleted\))?(?: [A-Z]\w*)?(?: \((?:[^()]|\([^()]*\))*\))*(?: <[\d.]+>)?(?= )/y;
const EVENT = /(?:--- (?:SIG|stopped)[^"]*? ---|\+\+\+ [^"+]* \+\+\+)(?= )/y;
/** The bytes of a line after its call that are decoded to find its result. */
const TAIL = 1024;

const parts = emptyParts();

/** True if the lines of a capture lost their line ends: one line holds several calls, each with its result. */
export function areJoined(lines: readonly FirstLine[]): boolean {
  let breaks = 0;
  for (const { text } of lines) {
    const bytes = bytesOf(text);
    breaks += callsIn(bytes, 0, bytes.length).length - 1;
    if (breaks >= ENOUGH) return true;
  }
  return false;
}

/** The calls and events that stand in `bytes[start..end)`, one after the other; a line of strace's own is one. */
export function callsIn(bytes: Uint8Array, start: number, end: number): Span[] {
  const halves = new Halves(bytes, start, end);
  const spans: Span[] = [];
  let from = start;
  for (let at = endOfCall(bytes, from, end, halves); at >= 0; at = endOfCall(bytes, from, end, halves)) {
    let next = at;
    while (next < end && bytes[next] === SPACE) next++;
    if (next === at || !isOwnLine(bytes, next, end)) break;
    spans.push({ start: from, end: at });
    from = next;
  }
  spans.push({ start: from, end });
  return spans;
}

/** Where the call or event ends that begins at `from`; -1 if nothing shows that, or nothing follows it. */
function endOfCall(bytes: Uint8Array, from: number, end: number, halves: Halves): number {
  const start = splitStart(bytes, from, end, parts);
  if (start === "event") return endOf(EVENT, bytes, parts.prefix.offset, end);
  if (start === "other") return -1;
  const half = halves.after(from);
  const close = endOfArguments(bytes, parts.argsStart, half < 0 ? end : half);
  const result = close < 0 ? -1 : endOf(RESULT, bytes, close, end);
  return result < 0 && half >= 0 ? half + UNFINISHED.length : result;
}

function endOf(form: RegExp, bytes: Uint8Array, at: number, end: number): number {
  form.lastIndex = 0;
  const found = form.exec(latin1(bytes, at, Math.min(end, at + TAIL)));
  return found ? at + found[0].length : -1;
}

/** The places at which a call stops that goes on in another one. Each is looked for once. */
class Halves {
  #text: string | null = null;
  #at = 0;
  #isOver = false;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly start: number,
    private readonly end: number,
  ) {}

  /** The first such place after `from`; -1 without one. */
  after(from: number): number {
    this.#text ??= latin1(this.bytes, this.start, this.end);
    const at = from - this.start;
    if (!this.#isOver && this.#at <= at) {
      this.#at = this.#text.indexOf(`${UNFINISHED} `, at);
      this.#isOver = this.#at < 0;
    }
    return this.#isOver ? -1 : this.start + this.#at;
  }
}
