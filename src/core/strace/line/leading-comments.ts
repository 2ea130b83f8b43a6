import type { TraceExpression } from "../../syscalls/trace-expression.js";
import type { LeftOut } from "../../syscalls/traced-calls.js";
import { statedCommand } from "./command-comment.js";

const HASH = 0x23;

/** The comments at the top of a capture. After the first line that is not a comment, none is read. */
export class LeadingComments {
  #count = 0;
  #stated: TraceExpression | null = null;
  #leftOut: LeftOut | null = null;

  /** The calls that the comments say were traced; null if they do not say it. */
  get stated(): TraceExpression | null {
    return this.#stated;
  }

  /** What the comments say was left out whatever it is called; null if they do not say anything. */
  get leftOut(): LeftOut | null {
    return this.#leftOut;
  }

  /** True if the line of this number, which begins with the byte `first`, may be such a comment. */
  mayBe(line: number, first: number | undefined): boolean {
    return first === HASH && this.#count === line - 1;
  }

  add(text: string, isCut: boolean): void {
    const command = isCut ? null : statedCommand(text);
    this.#stated = command?.calls ?? this.#stated;
    this.#leftOut = command?.leftOut ?? this.#leftOut;
    this.#count++;
  }
}
