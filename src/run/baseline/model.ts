import type { Verdict } from "../../core/protocols/exchange.js";
import type { FindingIdentity } from "../../core/records/finding-identity.js";

/** The version of the format of the file. */
export const SCHEMA_VERSION = 1;

/** A finding, and how many equal ones the capture has. */
export interface AcceptedFinding extends FindingIdentity {
  readonly count: number;
}

/** How many responses have each verdict. A verdict without responses is left out. */
export type VerdictCounts = Readonly<Partial<Record<Verdict, number>>>;

/** The entry of one capture. */
export interface AcceptedCapture {
  /** The path from the folder of the baseline, with `/`. */
  readonly path: string;
  readonly verdicts: VerdictCounts;
  readonly findings: readonly AcceptedFinding[];
}

/** The entries, by path. */
export type Baseline = ReadonlyMap<string, AcceptedCapture>;
