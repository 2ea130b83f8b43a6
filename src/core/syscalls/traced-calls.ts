/** What options of strace other than `-e trace=` leave out. */
export interface LeftOut {
  /** Calls that failed (`-z`). */
  readonly failed: boolean;
  /** Calls that succeeded (`-Z`, `-P`). */
  readonly successful: boolean;
  /** SIGTERM, and probably others (`-e signal=none`). */
  readonly signals: boolean;
}

/** Which calls were traced, and how that is known. */
export interface TracedCalls {
  /**
   * `seen`: only the capture shows it; a call that never appears was probably filtered out. `listed`: strace got a list
   * of calls to trace, and the author of the list knows which calls the program uses. `excepted`: strace got a list of
   * calls not to trace.
   */
  readonly basis: "seen" | "listed" | "excepted";
  has(name: string): boolean;
  /** Null or absent if nothing more is left out. */
  readonly leftOut?: LeftOut | null;
  /** It changes whenever an answer does. Absent: any answer may change at any time. */
  readonly version?: number;
}
