import { existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { visible } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";
import type { ProbeOutcome } from "../probe/outcome.js";
import type { ProbePlan } from "../probe/plan.js";
import { probe } from "../probe/run.js";
import { type Detail, straceArguments } from "../record/strace-command.js";
import type { StraceFeatures } from "../record/strace-version.js";
import { isListening, untilListening } from "./listening.js";
import { observe, type ResponseObservation } from "./observation.js";
import { TracedServer } from "./traced-server.js";

/** Milliseconds that a server may take until it listens. Under strace it starts more slowly. */
const START_LIMIT = 30_000;
/** Characters of the last line that a server printed. */
const LONGEST_WORDS = 200;

/** The last line of a capture: strace reports the end of every process that it traced. */
const ENDING = /\+\+\+ (?:exited with \d+|killed by \w+(?: \(core dumped\))?) \+\+\+\n$/;
const LONGEST_ENDING = 200; // bytes

const OTHER_DISK = "make room, or keep the captures on another disk with --keep FOLDER";

/** What all sessions have in common. */
export interface SessionSetup {
  readonly command: readonly string[];
  readonly detail: Detail;
  readonly features: StraceFeatures;
  /** The folder for captures and for what the server prints. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** One start of the server, one request, and one stop. */
export interface ServerSession {
  /** Null if the server did not start to listen, or accepted no connection. */
  readonly outcome: ProbeOutcome | null;
  readonly observation: ResponseObservation;
  readonly capture: string;
  /** The last line that the server or strace printed; empty if there is none. */
  readonly lastWords: string;
}

/**
 * Starts the server under strace, sends the plan's one request when the server listens, stops the server, and analyses
 * the capture.
 *
 * @param inject strace's `inject=` expression; null for a session without refusals
 * @throws UnflushedError (`already-listening`) if something listens at the target before the server is started;
 *   `capture-unwritable` if the log cannot be made, or the capture has no end, as on a full disk
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
  const server = new TracedServer(args, openLog(log));
  let outcome: ProbeOutcome | null = null;
  try {
    const since = performance.now();
    const isOver = (): boolean => server.hasEnded || signal.aborted || performance.now() - since > START_LIMIT;
    if (await untilListening(plan.target, isOver)) outcome = await request(plan, signal);
  } finally {
    await server.stop();
    if (isNewSocket) rmSync(plan.target.host, { force: true }); // a killed server leaves it, and bind() then fails
  }
  const bytes = existsSync(capture) ? readFileSync(capture) : Buffer.alloc(0);
  if (outcome !== null && !ENDING.test(bytes.subarray(-LONGEST_ENDING).toString("latin1"))) throw incomplete(capture);
  const observation = observe(bytes, plan.target, new Set(detail.calls));
  return { outcome, observation, capture, lastWords: lastLine(readFileSync(log, "latin1")) };
}

/** The fd of a new file. */
function openLog(path: string): number {
  try {
    return openSync(path, "w", 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UnflushedError("capture-unwritable", `${visible(path)} cannot be written (${code}): ${OTHER_DISK}`);
  }
}

async function request(plan: ProbePlan, signal: AbortSignal): Promise<ProbeOutcome | null> {
  try {
    return (await probe(plan, { signal }))[0] ?? null;
  } catch (error) {
    if (error instanceof UnflushedError && error.code === "cannot-connect") return null;
    throw error;
  }
}

/** Control characters become `?`: they could move the cursor. */
function lastLine(text: string): string {
  const line = text.trimEnd().split("\n").at(-1) ?? "";
  return line.replace(/[^\x20-\x7e]/g, "?").slice(0, LONGEST_WORDS);
}

function occupied({ target }: ProbePlan): UnflushedError {
  const address = target.transport === "unix" ? target.host : target.authority;
  return new UnflushedError("already-listening", `something listens at ${address} already: stop it first`);
}

function incomplete(capture: string): UnflushedError {
  return new UnflushedError("capture-unwritable", `${visible(capture)} is incomplete: ${OTHER_DISK}`);
}
