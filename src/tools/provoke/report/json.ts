import { jsonDocument } from "../../../core/text/json-text.js";
import { missingBytes, type ProbeOutcome } from "../../probe/outcome.js";
import type { ResponseObservation } from "../observation.js";
import type { Provocation, ProvokeSettings, RefusalRun } from "../provocation.js";
import type { ResponseWrite } from "../response-write.js";
import { tallyRuns } from "../tally.js";

interface Facts {
  readonly version: string;
  /** True if the captures stay in a folder that the user named. */
  readonly isKept: boolean;
}

/** One document of `schema/provoke.schema.json`. Times are seconds, unknown values are null. */
export function provokeJson(
  command: readonly string[],
  { plan, attempts, wakes }: ProvokeSettings,
  provocation: Provocation,
  { version, isKept }: Facts,
): string {
  const { dryRun, runs } = provocation;
  const { target, method, upload, halfClose, rate, delay, jitter, seed, rcvbuf, timeout } = plan;
  const document = {
    schemaVersion: 1,
    tool: { name: "unflushed", version },
    command,
    target,
    options: { method, upload, halfClose, rate, delay, jitter, seed, rcvbuf, timeout, attempts, wakes },
    dryRun: {
      obstacle: dryRun.obstacle,
      writes: dryRun.observation.writes.map(writeOf),
      probe: probeOf(dryRun.outcome),
      analysis: analysisOf(dryRun.observation),
      capture: isKept ? dryRun.capture : null,
    },
    variants: tallyRuns(provocation),
    runs: runs.map((run) => ({ ...runOf(run), capture: isKept ? run.capture : null })),
  };
  return jsonDocument(document);
}

function runOf(run: RefusalRun): object {
  const { number, write, attempt, starts, inject, result, observation, outcome } = run;
  return {
    number,
    write,
    attempt,
    tries: starts,
    inject,
    result,
    refused: observation.writes.filter(({ isInjected }) => isInjected).map(writeOf),
    strayRefusals: observation.strayRefusals,
    lostBytes: run.lostBytes,
    probe: outcome && probeOf(outcome),
    analysis: analysisOf(observation),
  };
}

function writeOf(write: ResponseWrite): object {
  const { number, call, pid, ordinal, askedBytes, acceptedBytes, error, isInjected, isFull, line } = write;
  return { number, call, pid, ordinal, askedBytes, acceptedBytes, error, isInjected, isFull, line };
}

function probeOf(outcome: ProbeOutcome): object {
  const { verdict, ending, error, status, declaredBytes, receivedBytes, nudges, seconds } = outcome;
  const missing = missingBytes(outcome);
  return { verdict, ending, error, status, declaredBytes, receivedBytes, missingBytes: missing, nudges, seconds };
}

function analysisOf(observation: ResponseObservation): object {
  const { verdict, cause, declaredBytes, acceptedBytes, outstandingBytes, rules, wasWokenInVain } = observation;
  return { verdict, cause, declaredBytes, acceptedBytes, outstandingBytes, rules, wasWokenInVain };
}
