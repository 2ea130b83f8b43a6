import { missingBytes, type ProbeOutcome } from "../probe/outcome.js";
import type { ResponseObservation } from "./observation.js";

/**
 * The result of a run.
 *
 * - `survived`: a write was refused, and the program handed over the whole response all the same.
 * - `truncated`: bytes were lost.
 * - `stalled`: the rest never came. The connection stayed open, or ended only after an empty line woke the server.
 * - `missed`: the refusal hit another write or none, or the server did not start to listen.
 * - `undetermined`: neither the probe nor the capture shows whether bytes were lost.
 */
export type RunResult = "survived" | "truncated" | "stalled" | "missed" | "undetermined";

/** Judges a run in which write `number` was to be refused, by its capture and by what the probe received. */
export function judge(observation: ResponseObservation, outcome: ProbeOutcome | null, number: number): RunResult {
  const refused = observation.writes.find(({ isInjected }) => isInjected);
  if (outcome === null || !refused) return "missed";
  const result = resultOf(observation, outcome);
  return refused.number === number || result === "truncated" ? result : "missed";
}

function resultOf(observation: ResponseObservation, outcome: ProbeOutcome): RunResult {
  const { verdict, declaredBytes, acceptedBytes } = observation;
  switch (outcome.ending) {
    case "complete":
      return "survived";
    case "timeout":
      return "stalled";
    case "eof":
      // the empty line may have ended it
      return outcome.nudges > 0 ? "stalled" : "truncated";
    case "reset": {
      const isHandedOver = declaredBytes !== null && acceptedBytes === declaredBytes;
      if (outcome.nudges > 0) return isHandedOver ? "survived" : "stalled"; // an unread empty line causes a reset
      return isCut(observation) ? "truncated" : "undetermined";
    }
    case "until-close":
      if (verdict === "complete") return "survived";
      return verdict === "truncated" && outcome.nudges === 0 ? "truncated" : "undetermined";
    default:
      return "undetermined";
  }
}

/** True if the program ended a response, or a connection without one, while refused bytes were left. */
function isCut({ verdict, outstandingBytes }: ResponseObservation): boolean {
  return verdict === "truncated" || (verdict === null && (outstandingBytes ?? 0) > 0);
}

/**
 * Body bytes that a truncated run lost; null if their number is unknown.
 *
 * @param whole the response of the dry run
 */
export function lostBytes(
  { outstandingBytes }: ResponseObservation,
  outcome: ProbeOutcome,
  whole: ProbeOutcome,
): number | null {
  const missing = missingBytes(outcome);
  if (missing !== null) return missing;
  if (whole.ending === "complete") return Math.max(0, whole.receivedBytes - outcome.receivedBytes);
  return outcome.hasBegun ? outstandingBytes : missingBytes({ ...whole, receivedBytes: 0 });
}
