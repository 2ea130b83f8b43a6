import { jsonDocument } from "../../../core/text/json-text.js";
import { missingBytes, type ProbeOutcome, tallyOutcomes } from "../outcome.js";
import type { ProbePlan } from "../plan.js";

/** One document of `schema/probe.schema.json`. Times are seconds, unknown values are null. */
export function probeJson(plan: ProbePlan, outcomes: readonly ProbeOutcome[], version: string): string {
  const { target, method, upload, halfClose, rate, delay, jitter, seed, rcvbuf, timeout, requests, concurrency } = plan;
  const document = {
    schemaVersion: 1,
    tool: { name: "unflushed", version },
    target,
    options: { method, upload, halfClose, rate, delay, jitter, seed, rcvbuf, timeout, requests, concurrency },
    requests: outcomes.map(requestOf),
    summary: tallyOutcomes(outcomes),
  };
  return jsonDocument(document);
}

function requestOf(outcome: ProbeOutcome): object {
  const { number, verdict, ending, error, uploadError, status, framing, declaredBytes, receivedBytes } = outcome;
  return {
    number,
    verdict,
    ending,
    error,
    uploadError,
    response: status === null ? null : { status, framing, declaredBytes, receivedBytes },
    missingBytes: missingBytes(outcome),
    excessBytes: outcome.excessBytes,
    seconds: outcome.seconds,
  };
}
