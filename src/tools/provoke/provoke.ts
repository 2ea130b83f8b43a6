import { plural } from "../../core/text/quantities.js";
import { UnflushedError } from "../../errors.js";
import type { ProbePlan } from "../probe/plan.js";
import { chooseWrites } from "./choose-writes.js";
import { type CallPosition, injectOption, positionAfterMiss } from "./injection.js";
import { judge, lostBytes } from "./judge.js";
import type { DryRun, Provocation, ProvokeListener, ProvokeSettings, RefusalRun } from "./provocation.js";
import { runSession, type ServerSession, type SessionSetup } from "./server-session.js";
import { WritePositions } from "./write-positions.js";

/** How often the server is started for one run at most, if the refusal keeps hitting something else. */
const MOST_STARTS = 8;
/** Seconds of silence after which the server is woken, at least; twice the time of the dry run if that is longer. */
const LEAST_SILENCE = 0.5;

/**
 * Runs the server once as it is, to see its writes, and then once for each write to refuse and each attempt. If the
 * setup's signal is aborted, returns the runs that were over by then.
 *
 * @throws UnflushedError (`server-not-listening`, `already-listening`, `no-such-write`)
 */
export async function provoke(
  setup: SessionSetup,
  settings: ProvokeSettings,
  listener: ProvokeListener = {},
): Promise<Provocation> {
  const dryRun = await runDry(setup, settings);
  listener.onDryRun?.(dryRun);
  const runs: RefusalRun[] = [];
  const positions = new WritePositions();
  positions.learn(dryRun.observation.writes);
  const silence = Math.max(LEAST_SILENCE, 2 * dryRun.outcome.seconds);
  const plan = { ...settings.plan, nudgeAfter: settings.wakes ? silence : null };
  for (const write of dryRun.obstacle === null ? dryRun.writes : []) {
    for (let attempt = 1; attempt <= settings.attempts; attempt++) {
      const run = await runOnce({ setup, plan, positions, dryRun, write, attempt, number: runs.length + 1 });
      if (setup.signal.aborted) return { dryRun, runs };
      runs.push(run);
      listener.onRun?.(run);
    }
  }
  return { dryRun, runs };
}

async function runDry(setup: SessionSetup, { plan, writes }: ProvokeSettings): Promise<DryRun> {
  const session = await runSession(setup, plan, "dry-run", null);
  const { outcome, observation } = session;
  setup.signal.throwIfAborted();
  if (outcome === null) throw notListening(setup, plan, session);
  const hasNoWrite = observation.writes.length === 0;
  const missing = writes?.find((number) => number > observation.writes.length);
  if (missing !== undefined && !hasNoWrite) throw noSuchWrite(missing, observation.writes.length);
  const obstacle = hasNoWrite ? "no-write" : observation.isNonBlocking ? null : "blocking";
  return { ...session, outcome, obstacle, writes: writes ?? chooseWrites(observation.writes) };
}

interface RunRequest {
  readonly setup: SessionSetup;
  readonly plan: ProbePlan;
  readonly positions: WritePositions;
  readonly dryRun: DryRun;
  readonly write: number;
  readonly attempt: number;
  readonly number: number;
}

/** One run: starts the server again, at most eight times, until strace refuses the write that was meant. */
async function runOnce({ setup, plan, positions, dryRun, write, attempt, number }: RunRequest): Promise<RefusalRun> {
  let other: CallPosition | null = null;
  for (let starts = 1; ; starts++) {
    const aimedAt: CallPosition | null = other ?? positions.likeliest(write);
    const inject = aimedAt && injectOption(aimedAt);
    const name = `write-${write}-attempt-${attempt}${starts > 1 ? `-try-${starts}` : ""}`;
    const session = await runSession(setup, plan, name, inject);
    const { observation, outcome } = session;
    positions.learn(observation.writes);
    const result = judge(observation, outcome, write);
    const refused = observation.writes.find(({ isInjected }) => isInjected) ?? null;
    if (result === "missed" && starts < MOST_STARTS && aimedAt && !setup.signal.aborted) {
      other = other ? null : positionAfterMiss(observation.writes, write);
      continue;
    }
    const lost = result === "truncated" && outcome ? lostBytes(observation, outcome, dryRun.outcome) : null;
    return { ...session, number, write, attempt, aimedAt, inject, result, refused, lostBytes: lost, starts };
  }
}

function noSuchWrite(number: number, writes: number): UnflushedError {
  return new UnflushedError(
    "no-such-write",
    `the response took ${plural(writes, "write")}: --when ${number} names none of them`,
  );
}

function notListening({ command }: SessionSetup, { target }: ProbePlan, { lastWords }: ServerSession): UnflushedError {
  const address = target.transport === "unix" ? target.host : target.authority;
  const said = lastWords === "" ? "it printed nothing" : `its last words: ${lastWords}`;
  return new UnflushedError(
    "server-not-listening",
    `${command[0]} took no connection at ${address} (${said}): give --probe the URL that it listens on`,
  );
}
