import { bytesOf, latin1 } from "../../bytes.js";
import { endOfText } from "../line/line-bytes.js";
import { splitNotice } from "../line/notice.js";
import { isOwnLine } from "../line/pasted/own-line.js";
import { type Fold, mayGoOn, mendedAt } from "./fold.js";
import { beginsWithColumns, endsInString, hasWholeStrings, lineState } from "./line-state.js";

/** What reads the lines that were put together. */
export interface FoldUser {
  /** @param lines the lines of the capture that it stands on */
  readonly line: (bytes: Uint8Array, start: number, end: number, isCut: boolean, lines: number) => void;
  /** A line whose pieces do not make up what strace had printed. */
  readonly lost: (text: string, lines: number) => void;
}

/** A line of more pieces, or with a result of more pieces, is none. The bounds keep the reading linear. */
const MOST_PIECES = 256;
const MOST_CHARACTERS = 32_768;
const MOST_AFTER = 4;

/** A line of the capture. */
interface Piece {
  readonly text: string;
  readonly isCut: boolean;
}

/**
 * Puts the lines together again that a width folded. A line of strace's goes on until the next one begins; how much of it
 * is its own, its brackets decide: the longest run of pieces that is a whole line. Pieces that make up no whole line are
 * passed on as they are.
 */
export class Unfolder {
  #pieces: Piece[] = [];
  #text = "";
  /** How many of the pieces make up a whole line, and its text; 0 before. */
  #whole = 0;
  #wholeText = "";
  #isBeforeArguments = false;
  /** Where a string was broken. */
  #breaks: number[] = [];
  /** Those of them where a blank was put back. There may have been more. */
  #guesses: number[] = [];

  constructor(
    private readonly fold: Fold,
    private readonly user: FoldUser,
  ) {}

  /** Takes the next line of the capture, `bytes[start..end)`. */
  push(bytes: Uint8Array, start: number, end: number, isCut: boolean): void {
    const stop = endOfText(bytes, start, end);
    const piece = { text: latin1(bytes, start, stop), isCut };
    if (this.#pieces.length > 0 && !this.#takes(piece, isOwnLine(bytes, start, stop) || beginsWithColumns(piece.text)))
      this.finish();
    this.#add(piece);
  }

  /** The end of the capture, or of the line. */
  finish(): void {
    const pieces = this.#pieces;
    const whole = this.#whole;
    this.#pieces = [];
    this.#whole = 0;
    const places = { breaks: this.#breaks, guesses: this.#guesses };
    const isComplete = whole < 2 || hasWholeStrings(this.#wholeText, places, this.fold.stringLimit);
    if (!isComplete) this.user.lost(this.#wholeText, whole);
    else if (whole > 0) this.#pass(this.#wholeText, pieces[whole - 1]?.isCut === true, whole);
    if (whole > 0) for (const piece of pieces.slice(whole)) this.#again(piece, this.#wholeText);
    else for (const { text, isCut } of pieces) this.#pass(text, isCut, 1);
  }

  /** True if the next piece may go on with the line. */
  #takes({ text }: Piece, isOwn: boolean): boolean {
    const last = this.#pieces.at(-1)?.text ?? "";
    if (this.#pieces.length >= MOST_PIECES || this.#text.length + text.length > MOST_CHARACTERS) return false;
    if ((isOwn && !this.#isBeforeArguments) || text === "") return false;
    if (this.#whole > 0 && (this.#pieces.length - this.#whole >= MOST_AFTER || splitNotice(text))) return false;
    return mayGoOn(this.fold, last, text, this.#whole > 0);
  }

  #add(piece: Piece): void {
    const last = this.#pieces.at(-1);
    if (last) {
      const before = mendedAt(this.fold, this.#text, last.text);
      const isInString = endsInString(this.#text);
      if (isInString) this.#breaks.push(this.#text.length);
      if (isInString && this.fold.at === "words" && before.length > this.#text.length)
        this.#guesses.push(this.#text.length);
      this.#text = before + piece.text;
    } else {
      this.#text = piece.text;
      this.#breaks = [];
      this.#guesses = [];
    }
    this.#pieces.push(piece);
    const state = lineState(this.#text);
    this.#isBeforeArguments = state === "before-arguments";
    if (state === "whole" || state === "interrupted") {
      this.#whole = this.#pieces.length;
      this.#wholeText = this.#text;
    }
    if (state === "interrupted" || state === "other") this.finish();
  }

  /** A piece after the end of a line that might have gone on with it. Digits after digits are the rest of its result. */
  #again({ text, isCut }: Piece, before: string): void {
    if (this.#pieces.length === 0 && /^\d+$/.test(text) && /\d$/.test(before)) {
      this.#pass(text, isCut, 1);
      return;
    }
    const bytes = bytesOf(text);
    this.push(bytes, 0, bytes.length, isCut);
  }

  #pass(text: string, isCut: boolean, lines: number): void {
    const bytes = bytesOf(text);
    this.user.line(bytes, 0, bytes.length, isCut, lines);
  }
}
