import type { Received } from "../client.js";
import type { Step } from "./chain.js";
import type { ChainTruth, RanHop, RequestTruth } from "./truth.js";

/** What a client got for a step. */
export interface Outcome {
  readonly play: string;
  readonly step: Step;
  readonly received: Received;
}

/** The truth about one request: what the harness did, as far as the client's part does not limit it. */
export function truthOf({ play, step, received }: Outcome, id: number, hops: readonly RanHop[]): RequestTruth {
  const { target, port, index, status, declared, body, ended, left } = received;
  const isClean = ended === "complete";
  const isSpared = step.mayLose && isClean && status === 200;
  const hop = hops.find(({ name }) => name === step.loses && !isSpared);
  return {
    ...{ id, play, target, port, index, status, declared, received: body, isClean },
    left,
    originHop: hop ? { name: hop.name, pid: hop.root } : null,
    hidden: hop !== undefined && isClean,
    unfeltHop: step.unfelt ?? null,
  };
}

/** Sets aside the requests whose outcome is not what their play was to bring about. */
export function sort(
  outcomes: readonly Outcome[],
  truths: readonly RequestTruth[],
): Pick<ChainTruth, "requests" | "contradicted"> {
  const isAsMeant = (_truth: RequestTruth, index: number): boolean => agrees(outcomes[index], truths[index]);
  return {
    requests: truths.filter(isAsMeant),
    contradicted: truths.filter((truth, index) => !isAsMeant(truth, index)),
  };
}

function agrees(outcome: Outcome | undefined, truth: RequestTruth | undefined): boolean {
  if (!outcome || !truth) return false;
  const { step, received } = outcome;
  if (received.ended === "aborted") return step.loses === null;
  if (received.ended === "timeout") return false; // neither side ended: nobody knows what would have come
  const isError = (truth.status ?? 500) >= 500;
  if (truth.originHop === null) return truth.isClean && !isError;
  if (step.hides) return truth.isClean;
  // an error that a proxy makes up hides the loss; a whole response of the origin would mean that nothing was lost
  if (step.mayBeHeadless) return isError || !truth.isClean;
  return step.isHeadless ? isError : !isError && !truth.isClean;
}
