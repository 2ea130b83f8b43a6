import { duration } from "../../../core/text/duration.js";
import { forTerminal } from "../../../core/text/escape.js";
import { grouped, plural } from "../../../core/text/quantities.js";
import type { ProbeOutcome } from "../outcome.js";
import type { ProbePlan } from "../plan.js";

/** How the reading of one response ended, in a few words. */
export function endingText(outcome: ProbeOutcome): string {
  const excess =
    outcome.excessBytes > 0 ? `, then ${grouped(outcome.excessBytes)} bytes that belong to no response` : "";
  const upload = outcome.uploadError === null ? "" : `; upload ${outcome.uploadError}`;
  return forTerminal(whatEnded(outcome) + excess + upload);
}

function whatEnded(outcome: ProbeOutcome): string {
  const { ending, error } = outcome;
  switch (ending) {
    case "complete":
      return "complete";
    case "eof":
      return `clean EOF${placeOf(outcome)}`;
    case "reset":
      return `connection reset${placeOf(outcome)}`;
    case "timeout":
      return `timeout${placeOf(outcome)}`;
    case "until-close":
      return "clean EOF; no length was declared";
    case "tunnel":
      return "another protocol follows";
    case "malformed":
      return `not HTTP/1: ${error}`;
    case "no-connection":
      return `no connection: ${error}`;
    case "error":
      return `socket error: ${error}`;
  }
}

function placeOf({ hasBegun, framing }: ProbeOutcome): string {
  if (!hasBegun) return " before any response";
  if (framing === null) return " within the head";
  return framing === "chunked" ? " before the last chunk" : "";
}

/** What a probe requests, and how it reads the response, in one sentence. */
export function planText(plan: ProbePlan): string {
  const { requests, upload, delay, rate, jitter, seed, rcvbuf, halfClose } = plan;
  const part = jitter ? "a random part of " : "";
  const pieces = [
    plural(requests, "request"),
    upload && `${grouped(upload.bytes)} bytes up${upload.framing === "chunked" ? ", chunked" : ""}`,
    halfClose && "then a half-close",
    delay > 0 && `first read after ${part}${duration(delay)}`,
    rate !== null && `${grouped(Math.round(rate))} bytes/s${jitter ? " (or faster: random parts of the pauses)" : ""}`,
    rcvbuf !== null && `SO_RCVBUF ${grouped(rcvbuf)}`,
    jitter && `seed ${seed}`,
  ];
  return pieces.filter(Boolean).join("; ");
}
