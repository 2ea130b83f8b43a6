import { type ProbeOutcome, verdictOf } from "../../../src/tools/probe/outcome.js";
import { NOTHING_OBSERVED, type ResponseObservation } from "../../../src/tools/provoke/observation.js";
import type { ResponseWrite } from "../../../src/tools/provoke/response-write.js";

/** A write that the kernel took whole. */
export function write(changes: Partial<ResponseWrite>): ResponseWrite {
  const number = changes.number ?? 1;
  return {
    number,
    call: "writev",
    pid: 1,
    ordinal: number,
    askedBytes: 500,
    acceptedBytes: 500,
    error: null,
    isInjected: false,
    isFull: false,
    line: number,
    ...changes,
  };
}

export function observation(changes: Partial<ResponseObservation> = {}): ResponseObservation {
  return { ...NOTHING_OBSERVED, isNonBlocking: true, ...changes };
}

/** One request for 1,000 bytes. */
export function outcome(changes: Partial<ProbeOutcome> & Pick<ProbeOutcome, "ending">): ProbeOutcome {
  const hasBegun = changes.hasBegun ?? true;
  return {
    number: 1,
    status: 200,
    framing: "content-length",
    declaredBytes: 1000,
    receivedBytes: changes.ending === "complete" ? 1000 : 400,
    excessBytes: 0,
    hasBegun,
    verdict: verdictOf(changes.ending, hasBegun),
    error: null,
    uploadError: null,
    nudges: 0,
    seconds: 0.1,
    ...changes,
  };
}
