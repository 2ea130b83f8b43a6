import type { ProbeOutcome } from "../probe/outcome.js";
import type { ProbePlan } from "../probe/plan.js";
import type { CallPosition } from "./injection.js";
import type { RunResult } from "./judge.js";
import type { ResponseWrite } from "./response-write.js";
import type { ServerSession } from "./server-session.js";

/** What a user asks of `provoke`. */
export interface ProvokeSettings {
  /** What the probe sends, and how it reads the answer: one request for each run. */
  readonly plan: ProbePlan;
  /** The writes of the response to refuse, by number from 1; null lets the dry run decide. */
  readonly writes: readonly number[] | null;
  /** Runs for each of these writes. */
  readonly attempts: number;
  /** Send an empty line to a server that is silent after a refusal. */
  readonly wakes: boolean;
}

/** A run without refusals: it shows the writes of the response. */
export interface DryRun extends ServerSession {
  readonly outcome: ProbeOutcome;
  /** Why no write can be refused: the response has none, or its writes wait for room; null if one can. */
  readonly obstacle: "no-write" | "blocking" | null;
  /** The numbers of the writes that the runs will refuse. */
  readonly writes: readonly number[];
}

/** A run in which one write of the response was to be refused. */
export interface RefusalRun extends ServerSession {
  /** Counts all runs, from 1. */
  readonly number: number;
  /** The number of the write that was to be refused. */
  readonly write: number;
  /** Counts the runs for that write, from 1. */
  readonly attempt: number;
  /** The call that strace was asked to refuse; null if no run has shown such a write. */
  readonly aimedAt: CallPosition | null;
  /** The value of strace's `-e`; null if strace was asked to refuse nothing. */
  readonly inject: string | null;
  readonly result: RunResult;
  /** The first write that strace refused; null if there was none. */
  readonly refused: ResponseWrite | null;
  /** Body bytes that the run lost; null if it lost none, or if their number is unknown. */
  readonly lostBytes: number | null;
  /** How often the server was started for this run: again after each refusal that hit something else. */
  readonly starts: number;
}

/** The dry run and every run after it, in order. */
export interface Provocation {
  readonly dryRun: DryRun;
  readonly runs: readonly RefusalRun[];
}

/** Called after each run, so that a long provocation can be followed. */
export interface ProvokeListener {
  onDryRun?(dryRun: DryRun): void;
  onRun?(run: RefusalRun): void;
}
