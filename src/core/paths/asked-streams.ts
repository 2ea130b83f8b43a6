import type { Hop } from "./hop.js";
import { hasMetStreamEnd, isPassedInPart, isPassedThrough } from "./passed-through.js";

/**
 * What has to be true at the other ends of streams for it to be known who lost a response that came over TLS:
 *
 * - `ended-first`: the program passed on all that came, and met the end of what its server sends. If the server ended the stream first, and had
 *   lost nothing inwards, it is the origin;
 * - `went-on`: the program ended its response, and had met no end. If each server was left by its client, the program is the origin.
 */
export type StreamClaim = "ended-first" | "went-on";

/** A stream on which a program asked over TLS, and of which its own capture does not show the other end. */
export interface AskedStream {
  readonly ends: readonly [number, number];
  /** What came in answer to its last request, with what TLS adds. */
  readonly bytes: number;
  /** True if the program met a reset: the server may have sent more. */
  readonly wasReset: boolean;
  /** When the program had ended it, or its own response; seconds. */
  readonly time: number | null;
}

/** The streams of which each may have carried a response, and what has to be true at their other ends. */
export interface AskedStreams {
  readonly claim: StreamClaim;
  readonly streams: readonly AskedStream[];
}

/** What one capture knows of a stream, apart from its other end. */
export interface KnownStream {
  readonly stream: Hop;
  readonly wasReset: boolean;
}

/**
 * What another capture is to be asked of the streams of a response; null if it could not decide it.
 *
 * @param sources each of which may have carried it
 * @param others which may have as well, though less speaks for them
 */
export function askedStreams(
  outer: Hop,
  sources: readonly KnownStream[],
  others: readonly KnownStream[],
): AskedStreams | null {
  const all = [...sources, ...others];
  if (sources.length === 0 || all.some(({ stream }) => stream.turn === null || stream.here === 0)) return null;
  const isSurely = all.length === 1 ? isPassedInPart : isPassedThrough;
  const isSource = (stream: Hop): boolean => isPassedThrough(outer, stream) || isSurely(outer, stream);
  if (sources.every(({ stream }) => hasMetStreamEnd(stream) && isSource(stream) && isLess(stream, outer)))
    return { claim: "ended-first", streams: sources.map((each) => asked(each, outer)) };
  if (all.some(({ stream }) => hasMetStreamEnd(stream))) return null;
  return { claim: "went-on", streams: all.map((each) => asked(each, outer)) };
}

function isLess({ turn }: Hop, { declaredBytes }: Hop): boolean {
  return turn !== null && declaredBytes !== null && turn.bytes < declaredBytes;
}

function asked({ stream, wasReset }: KnownStream, outer: Hop): AskedStream {
  const times = [stream.endTime, outer.endTime].filter((time) => time !== null);
  return {
    ends: [stream.here, stream.there],
    bytes: stream.turn?.bytes ?? 0,
    wasReset,
    time: times.length > 0 ? Math.min(...times) : null,
  };
}
