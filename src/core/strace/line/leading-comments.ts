import type { TraceExpression } from "../../syscalls/trace-expression.js";
import { statedCalls } from "./command-comment.js";

const HASH = 0x23;

/** Lines at the top that are comments, as long as there was no other; what a program printed comes behind the first. */
export class LeadingComments {
  #count = 0;
  #stated: TraceExpression | null = null;

  /** The calls that they say were traced; null where they do not. */
  get stated(): TraceExpression | null {
    return this.#stated;
  }

  /** Whether the line of this number, which begins with this byte, may be one. */
  mayBe(line: number, first: number | undefined): boolean {
    return first === HASH && this.#count === line - 1;
  }

  add(text: string, isCut: boolean): void {
    const calls = isCut ? null : statedCalls(text);
    if (calls) this.#stated = calls;
    this.#count++;
  }
}
