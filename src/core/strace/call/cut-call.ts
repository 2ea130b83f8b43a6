import { withoutStrings } from "../arguments/decoration.js";
import type { StraceEvent } from "../event.js";
import { messageWithin } from "../line/interruption.js";
import type { LineRef } from "../line/line-ref.js";
import { noticeLine } from "../line/notice.js";
import { areCounted } from "./counted-strings.js";
import { DUMPED } from "./dump-joiner.js";
import { endOfClipped, type JoinedEnd } from "./joined-end.js";
import { type Rejoined, rejoin } from "./rejoin.js";

/** A call whose line stopped in the middle: a message or the program's output fell into it, or a width cut it. */
export interface CutCall {
  readonly name: string;
  /** The arguments printed so far. */
  readonly text: string;
  readonly at: LineRef;
  /** The line that stopped: that of the call's second half, or `at`. */
  readonly end: LineRef;
  /** True if a message of strace's own cut it: the next line goes on with it, however that looks. */
  readonly byMessage: boolean;
  /** True if the arguments are whole, and the line stopped before or within the result. */
  readonly isClosed: boolean;
}

/** Characters of a cut call that may be read again for every line that may go on with it. */
const SHORT = 1024;
/** Of a longer one, the rest comes within so many lines. */
const MOST = 64;

/** Holds the call whose line was cut, until its rest comes. At most one line is cut at a time. */
export class CutCallHolder {
  /** The call that is held; null while no line is cut. */
  held: CutCall | null = null;
  /** How many lines turned out not to be its rest. */
  #tries = 0;

  /**
   * @param emit hears of the lines that turn out to be no part of a call
   * @param whole takes a call whose line was cut only after its result proper
   */
  constructor(
    private readonly emit: (event: StraceEvent) => void,
    private readonly whole: (cut: CutCall, end: JoinedEnd) => void,
  ) {}

  /** Holds a call whose line was cut. */
  hold(name: string, text: string, at: LineRef, isClosed = false, end = at): void {
    this.giveUp();
    const within = isClosed ? null : messageWithin(text);
    this.#tries = 0;
    this.held = { name, text: within?.before ?? text, at, end, byMessage: within !== null, isClosed };
    const notice = within && noticeLine(within.message, at);
    if (notice) this.emit(notice);
  }

  /**
   * Joins the call with its rest, and lets go of it. Null if no call is held, or `text` does not go on with it, or a
   * string that the width broke is not as long as its count says: a blank may have been dropped there.
   */
  join(text: string): { readonly cut: CutCall; readonly joined: Rejoined } | null {
    const cut = this.held;
    if (!cut || (cut.text.length > SHORT && this.#tries++ >= MOST)) return null;
    const joined = joinedWith(cut, text, "") ?? joinedWith(cut, text, " ");
    if (!joined) return null;
    this.held = null;
    return { cut, joined };
  }

  /** Adds a line that goes on with the call and is cut in its turn, by another message. False for any other line. */
  extend(text: string): boolean {
    const cut = this.held;
    if (!cut?.byMessage || !messageWithin(cut.text + text)) return false;
    this.take();
    this.hold(cut.name, cut.text + text, cut.at);
    return true;
  }

  /** The rest never came: another line of strace's stands in its place. The call is read if its result was printed. */
  giveUp(): void {
    const cut = this.take();
    const end = cut && endOfClipped(cut.text);
    if (cut && end) this.whole(cut, end);
    else if (cut) this.emit({ kind: "unrecognized", text: `${cut.name}(${cut.text}`, at: cut.at });
  }

  /** Lets go of the call. */
  take(): CutCall | null {
    const cut = this.held;
    this.held = null;
    return cut;
  }
}

/** The call with its rest, `between` them; null if `text` is not the rest, or a string lost a byte there. */
function joinedWith(cut: CutCall, text: string, between: "" | " "): Rejoined | null {
  const joined = rejoin(cut.text + between, text, cut.isClosed);
  if (!joined || (joined.from > 0 && !holdsBuffer(cut))) return null;
  return cut.byMessage || hasWholeString(cut, joined) ? joined : null;
}

/** True unless the call carries bytes and the line stopped before the argument that holds them. */
function holdsBuffer({ name, text }: CutCall): boolean {
  return !DUMPED.has(name) || text.includes(", ");
}

/** True if the call was not cut within a string that carries bytes, or no byte of that string can have been lost. */
function hasWholeString({ name, text }: CutCall, joined: Rejoined): boolean {
  if (!DUMPED.has(name) || !withoutStrings(text).includes('"')) return true;
  const result = joined.end?.result;
  return result !== undefined && areCounted(joined.text, result, { breaks: [text.length], guesses: [text.length] }, 0);
}
