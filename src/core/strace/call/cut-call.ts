import { withoutStrings } from "../arguments/decoration.js";
import type { StraceEvent } from "../event.js";
import { messageWithin } from "../line/interruption.js";
import type { LineRef } from "../line/line-ref.js";
import { noticeLine } from "../line/notice.js";
import { endOfClipped, type JoinedEnd } from "./joined-end.js";
import { type Rejoined, rejoin, rejoinFolded } from "./rejoin.js";

/** A call whose line stopped in the middle: a message or the program's output fell into it, or a width cut it. */
export interface CutCall {
  readonly name: string;
  /** The arguments printed so far. */
  readonly text: string;
  readonly at: LineRef;
  /** True if a message of strace's own cut it: the next line goes on with it, however that looks. */
  readonly byMessage: boolean;
  /** True if the arguments are whole, and the line stopped before or within the result. */
  readonly isClosed: boolean;
}

/** A line that may be the middle of a folded call. */
interface FoldedLine {
  readonly text: string;
  readonly at: LineRef;
}

/** A fold of more lines than this is none. The bound keeps the reading of any capture linear. */
const MOST_LINES = 256;

/** Holds the call whose line was cut, until its rest comes. At most one line is cut at a time. */
export class CutCallHolder {
  /** The call that is held; null while no line is cut. */
  held: CutCall | null = null;
  /** The lines after it that neither end it nor are calls of their own. */
  #folded: FoldedLine[] = [];
  /** Its text, with these lines. */
  #text = "";
  /** True if a blank was put back into one of its strings, where a wrap had probably dropped one. */
  #isGuessed = false;

  /**
   * @param emit hears of the lines that turn out to be no part of a call
   * @param whole takes a call whose line was cut only after its result proper
   */
  constructor(
    private readonly emit: (event: StraceEvent) => void,
    private readonly whole: (cut: CutCall, end: JoinedEnd) => void,
  ) {}

  /** Holds a call whose line was cut. */
  hold(name: string, text: string, at: LineRef, { isClosed = false, lostBlank = false } = {}): void {
    this.giveUp();
    const within = isClosed ? null : messageWithin(text);
    this.#isGuessed = false;
    const before = within?.before ?? this.#withBlank(text, lostBlank);
    this.held = { name, text: before, at, byMessage: within !== null, isClosed };
    const notice = within && noticeLine(within.message, at);
    if (notice) this.emit(notice);
  }

  /** Joins the call with its rest, and lets go of it. Null if no call is held, or `text` does not go on with it. */
  join(text: string): { readonly cut: CutCall; readonly joined: Rejoined; readonly isGuessed: boolean } | null {
    const cut = this.held;
    if (!cut) return null;
    const unfolded = this.#folded.length > 0 ? rejoinFolded(this.#text, text) : null;
    if (unfolded) this.#folded = [];
    const joined = unfolded ?? rejoin(cut.text, text, cut.isClosed);
    if (!joined) return null;
    this.take();
    return { cut, joined, isGuessed: this.#isGuessed };
  }

  /** Adds a line that goes on with the call and is cut in its turn, by another message. False for any other line. */
  extend(text: string): boolean {
    const cut = this.held;
    if (!cut?.byMessage || !messageWithin(cut.text + text)) return false;
    this.take();
    this.hold(cut.name, cut.text + text, cut.at);
    return true;
  }

  /** Adds a line that may be the middle of the call: a width folded it into more than two lines. */
  fold(text: string, at: LineRef, lostBlank: boolean): boolean {
    const cut = this.held;
    if (!cut || cut.byMessage || this.#folded.length >= MOST_LINES) return false;
    this.#text = this.#withBlank((this.#folded.length === 0 ? cut.text : this.#text) + text, lostBlank);
    this.#folded.push({ text, at });
    return true;
  }

  /** The rest never came: another line of strace's stands in its place. The call is read if its result was printed. */
  giveUp(): void {
    const cut = this.take();
    const end = cut && endOfClipped(cut.text);
    if (cut && end) this.whole(cut, end);
    else if (cut) this.emit({ kind: "unrecognized", text: `${cut.name}(${cut.text}`, at: cut.at });
  }

  /** Lets go of the call. The lines after it turn out to be no part of it. */
  take(): CutCall | null {
    const cut = this.held;
    this.held = null;
    for (const { text, at } of this.#folded.splice(0)) this.emit({ kind: "foreign", text, at });
    return cut;
  }

  /** The text of a line with the blank at which it was wrapped. It matters within a string alone. */
  #withBlank(text: string, lostBlank: boolean): string {
    if (!lostBlank || !withoutStrings(text).includes('"')) return text;
    this.#isGuessed = true;
    return `${text} `;
  }
}
