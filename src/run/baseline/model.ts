import type { Verdict } from "../../core/protocols/exchange.js";
import type { FindingIdentity } from "../../core/records/finding-identity.js";

export const SCHEMA_VERSION = 1;

/** Findings that are alike, and how many of them. */
export interface AcceptedFinding extends FindingIdentity {
  readonly count: number;
}

export type VerdictCounts = Readonly<Partial<Record<Verdict, number>>>;

/** What was accepted of one capture. */
export interface AcceptedCapture {
  /** Relative to the folder of the baseline, with `/`. */
  readonly path: string;
  /** How many responses came to which verdict; those that none came to are left out. */
  readonly verdicts: VerdictCounts;
  readonly findings: readonly AcceptedFinding[];
}

/** Captures by their paths. */
export type Baseline = ReadonlyMap<string, AcceptedCapture>;
