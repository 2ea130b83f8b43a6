import { latin1 } from "../../bytes.js";
import { endOfText } from "../line/line-bytes.js";
import { AHEAD, type FirstLine, stopsWithinCall } from "../line/pasted/first-lines.js";
import { isOwnLine } from "../line/pasted/own-line.js";
import type { Fold } from "./fold.js";
import { foldIn } from "./look.js";
import { type FoldUser, Unfolder } from "./unfolder.js";

/** What reads the lines that were put together, and hears how they were folded. */
export interface FoldsUser extends FoldUser {
  readonly note: (name: string) => void;
}

/** Lines that wait for a decision, at most. */
const MOST_LINES = 64;

type Line = Parameters<Unfolder["push"]>;

/**
 * Finds out whether a capture is folded, and puts its lines together. The first lines decide. They may come one by one,
 * from a terminal or a pipe: then lines wait only after one that stops within a call.
 */
export class Folds {
  #unfolder: Unfolder | null = null;
  /** Lines that were looked at already, when they came in one piece. */
  #known = 0;
  /** Bytes of the lines that are still looked at. */
  #left = AHEAD;
  #held: Line[] = [];
  #isLikely = false;
  #isReleasing = false;

  constructor(private readonly user: FoldsUser) {}

  /** True if lines are put together, or wait, or are passed on after they waited: the next line does not stand after such a line. */
  get isActive(): boolean {
    return this.#unfolder !== null || this.#held.length > 0 || this.#isReleasing;
  }

  /** True if a line is passed on at once, unless it stops within a call. */
  get passesOn(): boolean {
    return !this.isActive;
  }

  /** True if no further line is looked at. */
  get isDecided(): boolean {
    return !this.isActive && this.#left <= 0;
  }

  /** Counts a line of so many bytes that need not come here: `passesOn` holds, and it does not stop within a call. */
  pass(length: number): void {
    if (this.#known > 0 || this.#left <= 0) this.#known--;
    else this.#left -= length + 1;
  }

  /** Looks at the first lines, as far as they came in one piece. */
  look(lines: readonly FirstLine[]): void {
    this.#known = lines.length;
    this.#left -= lines.reduce((sum, { text }) => sum + text.length + 1, 0);
    this.#found(foldIn(lines));
  }

  /** Takes the next line of the capture. */
  push(...line: Line): void {
    if (this.#unfolder) this.#unfolder.push(...line);
    else if (this.#known > 0 || this.#left <= 0) {
      this.#known--;
      this.#pass(line);
    } else this.#decide(line);
  }

  /** The end of the capture: what waits is decided now. */
  finish(): void {
    if (this.#held.length > 0) this.#settle();
    this.#unfolder?.finish();
  }

  #decide(line: Line): void {
    const [bytes, start, end] = line;
    this.#left -= end - start + 1;
    if (this.#held.length > 0 && !this.#isLikely && isOwnLine(bytes, start, end)) {
      this.#isLikely = foldIn(this.#lines(true)) !== null;
      if (!this.#isLikely) this.#release();
    }
    if (this.#held.length === 0 && !stopsWithinCall(latin1(bytes, start, endOfText(bytes, start, end)))) {
      this.#pass(line);
      return;
    }
    this.#held.push([bytes.slice(start, end), 0, end - start, line[3]]); // a copy: the memory of a chunk is used again
    if (this.#held.length >= MOST_LINES || this.#left <= 0) this.#settle();
  }

  #settle(): void {
    this.#found(foldIn(this.#lines(false)));
    this.#isLikely = false;
    this.#release();
  }

  /** The lines that wait. `isBeforeOwn`: the next one begins a call or an event. */
  #lines(isBeforeOwn: boolean): FirstLine[] {
    return this.#held.map(([bytes, start, end], index) => {
      const text = latin1(bytes, start, endOfText(bytes, start, end));
      const next = this.#held[index + 1];
      return {
        text,
        isOpen: stopsWithinCall(text),
        isBeforeOwn: next ? isOwnLine(next[0], next[1], next[2]) : isBeforeOwn,
      };
    });
  }

  #found(fold: Fold | null): void {
    if (!fold) return;
    this.user.note(fold.at === "words" ? "lines wrapped between words" : "folded lines");
    this.#unfolder = new Unfolder(fold, this.user);
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    this.#isReleasing = true;
    for (const line of held) {
      if (this.#unfolder) this.#unfolder.push(...line);
      else this.#pass(line);
    }
    this.#isReleasing = false;
  }

  #pass([bytes, start, end, isCut]: Line): void {
    this.user.line(bytes, start, end, isCut, 1);
  }
}
