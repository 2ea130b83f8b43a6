import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UnflushedError } from "../../errors.js";
import type { ProbeOutcome } from "../probe/outcome.js";
import type { ProbePlan } from "../probe/plan.js";
import { probe } from "../probe/run.js";
import { type Detail, straceArguments } from "../record/strace-command.js";
import type { StraceFeatures } from "../record/strace-version.js";
import { isListening, untilListening } from "./listening.js";
import { observe, type ResponseObservation } from "./observation.js";
import { TracedServer } from "./traced-server.js";

/** Milliseconds that a server may take until it listens: strace makes a slow start slower. */
const START_LIMIT = 30_000;
/** Characters of what a server printed last. */
const LONGEST_WORDS = 200;

/** What all runs have in common. */
export interface SessionSetup {
  readonly command: readonly string[];
  readonly detail: Detail;
  readonly features: StraceFeatures;
  /** Where captures and what the server prints go. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** One start of the server, one request, one stop. */
export interface ServerSession {
  /** Null where the server did not come up, or took no connection. */
  readonly outcome: ProbeOutcome | null;
  readonly observation: ResponseObservation;
  readonly capture: string;
  /** The last line that the server or strace printed; empty where there is none. */
  readonly lastWords: string;
}

/**
 * Starts the server under strace, sends the plan's one request once it listens, stops it, and reads the capture.
 *
 * @param inject strace's `inject=` expression; null for a run without refusals
 */
export async function runSession(
  bench: SessionSetup,
  plan: ProbePlan,
  name: string,
  inject: string | null,
): Promise<ServerSession> {
  const { command, detail, features, folder, signal } = bench;
  const capture = join(folder, `${name}.strace`);
  const log = join(folder, `${name}.log`);
  const isNewSocket = plan.target.transport === "unix" && !existsSync(plan.target.host);
  if (await isListening(plan.target)) throw occupied(plan);
  const refusal = inject === null ? [] : ["-e", inject];
  const args = ["-T", ...refusal, ...straceArguments(detail, { command }, capture, features)];
  const server = new TracedServer(args, log);
  let outcome: ProbeOutcome | null = null;
  try {
    const since = performance.now();
    const isOver = (): boolean => server.hasEnded || signal.aborted || performance.now() - since > START_LIMIT;
    if (await untilListening(plan.target, isOver)) outcome = await request(plan, signal);
  } finally {
    await server.stop();
    if (isNewSocket) rmSync(plan.target.host, { force: true }); // a killed server leaves it, and cannot start again
  }
  const bytes = existsSync(capture) ? readFileSync(capture) : Buffer.alloc(0);
  const observation = observe(bytes, plan.target, new Set(detail.calls));
  return { outcome, observation, capture, lastWords: lastLine(readFileSync(log, "latin1")) };
}

async function request(plan: ProbePlan, signal: AbortSignal): Promise<ProbeOutcome | null> {
  try {
    return (await probe(plan, { signal }))[0] ?? null;
  } catch (error) {
    if (error instanceof UnflushedError && error.code === "cannot-connect") return null;
    throw error;
  }
}

/** Without what could move a cursor. */
function lastLine(text: string): string {
  const line = text.trimEnd().split("\n").at(-1) ?? "";
  return line.replace(/[^\x20-\x7e]/g, "?").slice(0, LONGEST_WORDS);
}

function occupied({ target }: ProbePlan): UnflushedError {
  const where = target.transport === "unix" ? target.host : target.authority;
  return new UnflushedError("already-listening", `something listens at ${where} already: stop it first`);
}
