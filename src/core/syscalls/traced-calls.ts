/** Which calls were traced, and how that is known. */
export interface TracedCalls {
  /**
   * `seen`: the capture holds these calls, and what never appears was probably filtered out. `listed`: strace was given a
   * list of what to trace, and whoever made it knows which calls the program uses. `excepted`: strace was given a list of
   * what not to trace.
   */
  readonly basis: "seen" | "listed" | "excepted";
  has(name: string): boolean;
}
