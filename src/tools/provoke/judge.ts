import { missingBytes, type ProbeOutcome } from "../probe/outcome.js";
import type { ResponseObservation } from "./observation.js";

/**
 * What came of a run. `survived`: a write was refused, and the response was handed over whole all the same. `truncated`:
 * bytes were lost. `stalled`: the rest never came, and the connection stayed open, or ended only when something was sent
 * to wake the server. `missed`: the refusal hit another write or none, or the server did not come up. `undetermined`:
 * neither side can tell whether bytes were lost.
 */
export type RunResult = "survived" | "truncated" | "stalled" | "missed" | "undetermined";

/** Judges a run in which write `number` of the response was to be refused, by what the client and the capture tell. */
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
      // what ended it may be the empty line that was to wake it
      return outcome.nudges > 0 ? "stalled" : "truncated";
    case "reset": {
      const isHandedOver = declaredBytes !== null && acceptedBytes === declaredBytes;
      if (outcome.nudges > 0) return isHandedOver ? "survived" : "stalled"; // an empty line left unread resets
      return isCut(observation) ? "truncated" : "undetermined";
    }
    case "until-close":
      if (verdict === "complete") return "survived";
      return verdict === "truncated" && outcome.nudges === 0 ? "truncated" : "undetermined";
    default:
      return "undetermined";
  }
}

/** True where the program ended a response, or a connection without one, while refused bytes were left. */
function isCut({ verdict, outstandingBytes }: ResponseObservation): boolean {
  return verdict === "truncated" || (verdict === null && (outstandingBytes ?? 0) > 0);
}

/** Bytes of the body that a truncated run lost; null where nobody can tell. `whole`: the dry run's response. */
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
