import type { FindingIdentity } from "./finding-identity.js";

/** How a run differs from its baseline, or a capture from its own expectation. */
export type DeviationCause =
  | "verdicts"
  | "more-findings"
  | "fewer-findings"
  | "new-capture"
  | "capture-not-read"
  | "not-as-expected";

/** The expected and the found number of a verdict, a rule, or another word of an expectation. */
export interface DeviatingCount {
  readonly subject: string;
  readonly expected: number;
  readonly found: number;
}

/** A difference from the baseline, or from the expectation that the capture states. */
export interface DeviationRecord {
  readonly kind: "deviation";
  /** The number of the capture; null if it was not read. */
  readonly capture: number | null;
  readonly path: string;
  readonly by: "baseline" | "expectation";
  readonly change: DeviationCause;
  /** True if the deviation makes the exit code 1. */
  readonly fails: boolean;
  /** The line that states the expectation; null for a baseline. */
  readonly line: number | null;
  /** The finding that is more or less frequent; null if the deviation is about something else. */
  readonly finding: FindingIdentity | null;
  readonly counts: readonly DeviatingCount[];
  readonly message: string;
}

/** The expectation that a capture states in a comment before the first line of strace, and whether it is met. */
export interface StatedExpectation {
  /** The numbers of the lines that state it. */
  readonly lines: readonly number[];
  readonly expects: Readonly<Record<string, number>>;
  readonly isMet: boolean;
}

/** `samples/x.strace`, or `samples/x.strace:1` with the line that states the expectation. */
export function placeOf({ path, line }: DeviationRecord): string {
  return line === null ? path : `${path}:${line}`;
}
