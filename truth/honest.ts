import type { Received } from "./client.js";
import type { Flags } from "./flags.js";
import type { Judged } from "./report.js";

/** What is known of one response besides what the client received. */
export interface Circumstances {
  readonly flags: Flags;
  /** The program, or its worker, was killed while the response was under way. */
  readonly isKilled: boolean;
  /** The client got a further response on the same connection. */
  readonly isFollowed: boolean;
  /** False if strace showed all buffers of the connection to the last byte; null if the capture does not name it. */
  readonly isCut?: boolean | null;
}

type Reason = (received: Received, judged: Judged, circumstances: Circumstances) => boolean;

/** When a reason is honest under any flags. */
const REASONS: Readonly<Record<string, Reason>> = {
  // the client knows whether it ended its side first; what it got whole was whole in the capture as well
  "peer-ended-first": ({ left, ended }) => left !== null && ended !== "complete",
  // the kernel took all, and the close was a reset, as a finding must say: only the client knows what arrived
  "delivery-in-doubt": ({ body }, { response, findings }) => {
    const { declaredBytes = null, acceptedBytes = null } = response ?? {};
    if (!findings.some(({ rule }) => rule === "reset-discards-response")) return false;
    return acceptedBytes === null || (acceptedBytes >= body && acceptedBytes === (declaredBytes ?? acceptedBytes));
  },
  // the write that never returned is shown as well: if it holds no last chunk, it does not end a chunked body
  "write-in-doubt": ({ framing }, _judged, { isKilled, isCut }) =>
    isKilled && !(framing === "chunked" && isCut === false),
  // nothing in the bytes says that a body which lasts until close was over when its program was killed
  "unmarked-end": ({ framing }, _judged, { isKilled }) => isKilled && framing === "until-close",
  // only what ways.c answers at `/ring` goes by a ring; but if the length is hidden as well, the ring may have carried a rest
  "io-uring": ({ target }, { blindSpots }, { flags }) =>
    /\/ring\b/.test(target) ||
    (flags.lacks.includes("head-cut-by-string-limit") && blindSpots.includes("head-cut-by-string-limit")),
  // a program that answers by a splice that strace shows has shown none of its bytes
  "bytes-spliced": ({ framing, index }, { response }) => framing === "chunked" || index > 0 || response?.status == null,
  // a chunk size, or the head of a later response, after the first bytes of a buffer
  "head-cut-by-string-limit": ({ framing, ended, index }, _judged, { isCut }) =>
    isCut !== false && (framing === "chunked" || index > 0 || ended === "nothing"),
};

/**
 * Says why "undetermined" is not honest here: it is right only if the capture lacks what would tell. Null if all of its
 * reasons are honest.
 */
export function dishonesty(received: Received, judged: Judged, circumstances: Circumstances): string | null {
  const { lacks, strings, hidesCalls } = circumstances.flags;
  const { blindSpots } = judged;
  if (lacks.includes("*")) return null;
  if (blindSpots.includes("peer-ended-first") && received.left === null) return "the client never ended its side";
  // method and status are in the first bytes, and the next head shows that this one had ended; what comes late in a buffer is
  // hidden: the method of a pipelined request, the status of a response after a body
  const { status } = judged.response ?? {};
  const isSeen = status === 204 || status === 304 || (typeof status === "number" && judged.request !== null);
  const isProved = circumstances.isFollowed && received.framing === "none" && isSeen;
  if (isProved && strings >= 32 && !hidesCalls) return "it has no body, and a further response came";
  const wrong = blindSpots.filter(
    (reason) => !lacks.includes(reason) && !REASONS[reason]?.(received, judged, circumstances),
  );
  if (blindSpots.length > 0 && wrong.length === 0) return null;
  return `the capture holds what would tell, and the reason is ${wrong.join(", ") || "none"}`;
}
