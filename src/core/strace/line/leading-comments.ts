import type { TraceExpression } from "../../syscalls/trace-expression.js";
import { statedCalls } from "./command-comment.js";

const HASH = 0x23;

/** The comments at the top of a capture. After the first line that is not a comment, none is read. */
export class LeadingComments {
  #count = 0;
  #stated: TraceExpression | null = null;

  /** The calls that the comments say were traced; null if they do not say it. */
  get stated(): TraceExpression | null {
    return this.#stated;
  }

  /** True if the line of this number, which begins with the byte `first`, may be such a comment. */
  mayBe(line: number, first: number | undefined): boolean {
    return first === HASH && this.#count === line - 1;
  }

  add(text: string, isCut: boolean): void {
    const calls = isCut ? null : statedCalls(text);
    if (calls) this.#stated = calls;
    this.#count++;
  }
}
