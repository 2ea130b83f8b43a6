import type { Finding, Judged } from "../report.js";
import type { FramedOutcome } from "./run.js";

/** The DATA of a call of gRPC in `lab/h2-broken.py`. */
const GRPC_BODY = 10;

/** The response inside was not whole, as the client counted it. */
export const isShort = ({ body, declaredBody }: FramedOutcome): boolean => declaredBody !== null && body < declaredBody;

/** A finding that is missing, or one that claims a loss which the client knows not to have been one; null if there is none. */
export function wrongFinding(outcome: FramedOutcome, { findings, verdict }: Judged): string | null {
  const { end, left } = outcome;
  const isGrpc = ({ rule }: Finding): boolean => rule === "grpc-unterminated";
  // the stream is whole for HTTP/2, and not for gRPC
  const isUnterminated = /grpc-no-status/.test(outcome.scenario) && outcome.body === GRPC_BODY;
  if (isUnterminated) return findings.some(isGrpc) ? null : "grpc-unterminated is missing";
  const isInnocent = end === "whole" || end === "open" || (end === "left" && left !== "half-close");
  const isFalse = isInnocent || (end === "unmarked" && !isShort(outcome));
  // hyper on rustls: the client left because it was told to, in mid-response
  const isTold = ({ rule }: Finding): boolean => rule === "tls-data-after-alert" && isShort(outcome);
  const alarm = findings.find((each) => each.level === "error" && isFalse && !isTold(each));
  if (alarm) return `${alarm.rule} is an error, and the stream ended ${end}`;
  const isNoted = findings.some(({ rule }) => rule === "tls-without-close-notify");
  const isDue = end === "unmarked" && verdict === "complete" && left === null;
  if (isDue && !isNoted) return "tls-without-close-notify is missing";
  return end === "whole" && isNoted ? "tls-without-close-notify, and the last record may be one" : null;
}
