import type { Judged } from "../report.js";
import type { Circumstances } from "./compare.js";
import type { FramedOutcome } from "./run.js";

type Reason = (outcome: FramedOutcome, judged: Judged, circumstances: Circumstances) => boolean;

/** The strings of the recommended flags, in bytes. */
const LONG = 4096;

/** When a reason for "undetermined" is honest. */
const REASONS: Readonly<Record<string, Reason>> = {
  "peer-ended-first": ({ left, end }) => left !== null && end !== "whole",
  // the kernel took all, and the close was a reset: only the client knows what arrived
  "delivery-in-doubt": (_outcome, { findings }) => findings.some(({ rule }) => rule === "reset-discards-response"),
  "write-in-doubt": ({ isKilled }) => isKilled,
  "unmarked-end": ({ isKilled, end }) => isKilled && end !== "whole",
  // under the recommended flags it is honest if a buffer carries more than one record or frame: those are counted
  "head-cut-by-string-limit": () => true,
};

/** What short strings hide: the heads of records and frames after the first of a buffer, and what asked for a response. */
const HIDDEN: readonly string[] = ["head-cut-by-string-limit", "request-not-seen"];

/** strace showed fewer bytes of each buffer than the recommended flags do. */
export const areStringsShort = ({ flags }: Circumstances): boolean => flags.strings < LONG;

/** Says why "undetermined" is not honest here; null if all of its reasons are honest. */
export function dishonestyOf(outcome: FramedOutcome, judged: Judged, circumstances: Circumstances): string | null {
  const { blindSpots } = judged;
  if (areStringsShort(circumstances) && blindSpots.every((each) => HIDDEN.includes(each))) return null;
  const wrong = blindSpots.filter((reason) => !REASONS[reason]?.(outcome, judged, circumstances));
  if (blindSpots.length > 0 && wrong.length === 0) return null;
  return `the capture holds what would tell, and the reason is ${wrong.join(", ") || "none"}`;
}
