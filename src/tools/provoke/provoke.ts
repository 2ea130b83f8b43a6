import { UnflushedError } from "../../errors.js";
import type { ProbeOutcome } from "../probe/outcome.js";
import type { ProbePlan } from "../probe/plan.js";
import { judge, lostBytes, type TrialResult } from "./judge.js";
import type { ResponseWrite } from "./response-write.js";
import { type Bench, type Trial, tryOnce } from "./run.js";
import { type Aim, aimAfterMiss, chooseWrites, injection, Sights } from "./variants.js";

/** Starts of the server for one attempt: the others are for those whose refusal hit something else. */
const TRIES = 8;
/** Seconds of silence after which the server is woken: more than a response ever takes, and no less than this. */
const LEAST_SILENCE = 0.5;

export interface ProvokeSettings {
  /** One request. */
  readonly plan: ProbePlan;
  /** The writes of the response to refuse, by number; null chooses. */
  readonly writes: readonly number[] | null;
  /** Runs of each variant. */
  readonly attempts: number;
  /** Wake a server that is silent after a refusal. */
  readonly wakes: boolean;
}

/** A start of the server in which one write was to be refused. */
export interface Run extends Trial {
  readonly number: number;
  /** The write of the response that was to be refused. */
  readonly write: number;
  readonly attempt: number;
  readonly aim: Aim | null;
  readonly inject: string | null;
  readonly result: TrialResult;
  /** The first write that was refused; null where none was. */
  readonly refused: ResponseWrite | null;
  /** Bytes of the body; null where nothing was lost, or nobody can tell how much. */
  readonly lostBytes: number | null;
  /** How often the server was started for it. */
  readonly tries: number;
}

export interface DryRun extends Trial {
  readonly outcome: ProbeOutcome;
  /** Why there is nothing to refuse; null where there is. */
  readonly obstacle: "no-write" | "blocking" | null;
  /** The writes that will be refused. */
  readonly writes: readonly number[];
}

export interface ProvokeListener {
  onDryRun?(dryRun: DryRun): void;
  onRun?(run: Run): void;
}

/** Everything that happened. */
export interface Provocation {
  readonly dryRun: DryRun;
  readonly runs: readonly Run[];
}

/**
 * Runs the server once as it is, to see its writes, and then once for each write to refuse and each attempt.
 *
 * @throws UnflushedError (`server-not-listening`, `already-listening`, `no-such-write`)
 */
export async function provoke(
  bench: Bench,
  settings: ProvokeSettings,
  listener: ProvokeListener = {},
): Promise<Provocation> {
  const dryRun = await runDry(bench, settings);
  listener.onDryRun?.(dryRun);
  const runs: Run[] = [];
  const sights = new Sights();
  sights.learn(dryRun.observation.writes);
  const silence = Math.max(LEAST_SILENCE, 2 * dryRun.outcome.seconds);
  const plan = { ...settings.plan, nudgeAfter: settings.wakes ? silence : null };
  for (const write of dryRun.obstacle === null ? dryRun.writes : []) {
    for (let attempt = 1; attempt <= settings.attempts; attempt++) {
      const run = await runOnce({ bench, plan, sights, dryRun, write, attempt, number: runs.length + 1 });
      if (bench.signal.aborted) return { dryRun, runs };
      runs.push(run);
      listener.onRun?.(run);
    }
  }
  return { dryRun, runs };
}

async function runDry(bench: Bench, { plan, writes }: ProvokeSettings): Promise<DryRun> {
  const trial = await tryOnce(bench, plan, "dry-run", null);
  const { outcome, observation } = trial;
  bench.signal.throwIfAborted();
  if (outcome === null) throw notListening(bench, plan, trial);
  const isSilent = observation.writes.length === 0;
  const missing = writes?.find((number) => number > observation.writes.length);
  if (missing !== undefined && !isSilent) throw noSuchWrite(missing, observation.writes.length);
  const obstacle = isSilent ? "no-write" : observation.isNonBlocking ? null : "blocking";
  return { ...trial, outcome, obstacle, writes: writes ?? chooseWrites(observation.writes) };
}

interface Turn {
  readonly bench: Bench;
  readonly plan: ProbePlan;
  readonly sights: Sights;
  readonly dryRun: DryRun;
  readonly write: number;
  readonly attempt: number;
  readonly number: number;
}

/** One attempt: a few starts of the server, until the refusal hits. */
async function runOnce({ bench, plan, sights, dryRun, write, attempt, number }: Turn): Promise<Run> {
  let other: Aim | null = null;
  for (let tries = 1; ; tries++) {
    const aim: Aim | null = other ?? sights.aimAt(write);
    const inject = aim && injection(aim);
    const name = `write-${write}-attempt-${attempt}${tries > 1 ? `-try-${tries}` : ""}`;
    const trial = await tryOnce(bench, plan, name, inject);
    const { observation, outcome } = trial;
    sights.learn(observation.writes);
    const result = judge(observation, outcome, write);
    const refused = observation.writes.find(({ isInjected }) => isInjected) ?? null;
    if (result === "missed" && tries < TRIES && aim && !bench.signal.aborted) {
      other = other ? null : aimAfterMiss(observation.writes, write);
      continue;
    }
    const lost = result === "truncated" && outcome ? lostBytes(observation, outcome, dryRun.outcome) : null;
    return { ...trial, number, write, attempt, aim, inject, result, refused, lostBytes: lost, tries };
  }
}

function noSuchWrite(number: number, writes: number): UnflushedError {
  const count = writes === 1 ? "1 write" : `${writes} writes`;
  return new UnflushedError("no-such-write", `the response took ${count}: --when ${number} names none of them`);
}

function notListening({ command }: Bench, { target }: ProbePlan, { lastWords }: Trial): UnflushedError {
  const where = target.transport === "unix" ? target.host : target.authority;
  const said = lastWords === "" ? "it printed nothing" : `its last words: ${lastWords}`;
  return new UnflushedError(
    "server-not-listening",
    `${command[0]} took no connection at ${where} (${said}): give --probe the URL that it listens on`,
  );
}
