import type { FindingIdentity } from "./finding-identity.js";

/** In what a run differs from what was accepted, or a capture from what it says of itself. */
export type DeviationCause =
  | "verdicts"
  | "more-findings"
  | "fewer-findings"
  | "new-capture"
  | "capture-not-read"
  | "not-as-expected";

/** How often something was found: a verdict, a rule, or another word of an expectation. */
export interface DeviatingCount {
  readonly subject: string;
  readonly expected: number;
  readonly found: number;
}

/** Something is not as it was accepted, or as the capture itself expects it. */
export interface DeviationRecord {
  readonly kind: "deviation";
  /** Null if the capture was not read. */
  readonly capture: number | null;
  readonly path: string;
  readonly by: "baseline" | "expectation";
  readonly change: DeviationCause;
  /** True if it makes the exit code 1. */
  readonly fails: boolean;
  /** The line that states the expectation. */
  readonly line: number | null;
  /** The finding of which there are more or fewer. */
  readonly finding: FindingIdentity | null;
  readonly counts: readonly DeviatingCount[];
  readonly message: string;
}

/** What a capture says of itself in a comment before the first line of strace, and whether it is so. */
export interface StatedExpectation {
  /** The lines that say so. */
  readonly lines: readonly number[];
  readonly expects: Readonly<Record<string, number>>;
  readonly isMet: boolean;
}

/** `samples/x.strace`, or `samples/x.strace:1` if a line of it expects something else. */
export function placeOf({ path, line }: DeviationRecord): string {
  return line === null ? path : `${path}:${line}`;
}
