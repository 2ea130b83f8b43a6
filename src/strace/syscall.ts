import { parseArguments } from "./grammar.js";
import type { Result } from "./result.js";
import type { Value } from "./value.js";

/** Where and when a line stands: line numbers count from 1; times are seconds on the capture's own clock. */
export interface Place {
  readonly pid: number | null;
  readonly line: number;
  readonly time: number | null;
}

/** One call, its unfinished and resumed halves joined. */
export class Syscall {
  #args: readonly Value[] | null | undefined;

  constructor(
    readonly name: string,
    /** The pid column of the line on which the call ended; null where strace printed none. */
    readonly pid: number | null,
    /** The text between the parentheses, still quoted, one char per byte. */
    readonly argumentsText: string,
    readonly result: Result,
    readonly begin: Place,
    readonly end: Place,
    /** True where the call ended on the line on which it began: no other thread ran in between. */
    readonly isWhole: boolean,
  ) {}

  /** The decoded arguments, parsed on first use; null where the text is not strace's argument language. */
  get args(): readonly Value[] | null {
    if (this.#args === undefined) this.#args = parseArguments(this.argumentsText);
    return this.#args;
  }

  /** The first argument as a number, read without the grammar: most calls stop here. */
  get fd(): number | null {
    const digits = /^-?\d+/.exec(this.argumentsText);
    return digits ? Number(digits[0]) : null;
  }
}
