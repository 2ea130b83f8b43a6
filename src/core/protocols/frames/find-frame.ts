import type { MovedBytes } from "../moved-bytes.js";
import type { FrameFormat, FrameHead } from "./frame-format.js";

/** Bytes that are looked at, at most, from each place on where the capture shows some. */
const MOST_LOOKED_AT = 4_096;
/** Heads that are held against what follows, at most, in one run of bytes that are shown. */
const MOST_CANDIDATES = 16;

/** Bytes that may be a head, and where they stand in the call. */
interface Candidate<H> {
  readonly head: H;
  readonly at: number;
}

/**
 * Looks for a frame in the midst of a call, after a head was hidden. Bytes that look like a head may be data, so one counts only if
 * something confirms it: its frame ends where the call ends, another head follows its frame, or the frame is as long as the longest one of
 * this side, as those of a busy TLS stream are: by chance, fewer than one in a hundred million calls shows such bytes.
 *
 * @param from where the search begins
 * @param fullBody bytes of the longest body that this side has sent; 0 if it is not known
 * @returns where the frame begins; null if none is found
 */
export function findFrame<H extends FrameHead>(
  bytes: MovedBytes,
  from: number,
  format: FrameFormat<H>,
  fullBody: number,
): number | null {
  for (let run = from; run < bytes.length; ) {
    const shown = bytes.show(run, MOST_LOOKED_AT);
    const end = run + shown.length;
    for (const { head, at } of candidatesIn(shown, run, format)) {
      if (isConfirmed(head, at, bytes, format, fullBody)) return at;
    }
    run = bytes.nextShown(Math.max(end, run + 1));
  }
  return null;
}

function candidatesIn<H extends FrameHead>(shown: Uint8Array, run: number, format: FrameFormat<H>): Candidate<H>[] {
  const { frequent, longestHead } = format;
  const found: Candidate<H>[] = [];
  if (!frequent) return found;
  const first = frequent[0] as number;
  for (let at = shown.indexOf(first); at >= 0 && found.length < MOST_CANDIDATES; at = shown.indexOf(first, at + 1)) {
    if (!frequent.every((byte, index) => shown[at + index] === byte)) continue;
    const head = format.headOf(shown.subarray(at, at + longestHead));
    if (head !== null && head !== "short") found.push({ head, at: run + at });
  }
  return found;
}

function isConfirmed<H extends FrameHead>(
  { headBytes, bodyBytes }: H,
  at: number,
  bytes: MovedBytes,
  format: FrameFormat<H>,
  fullBody: number,
): boolean {
  const end = at + headBytes + bodyBytes;
  if (end === bytes.length || end === bytes.asked || (fullBody > 0 && bodyBytes === fullBody)) return true;
  if (end > bytes.length) return false;
  const next = format.headOf(bytes.show(end, format.longestHead));
  return next !== null && next !== "short";
}
