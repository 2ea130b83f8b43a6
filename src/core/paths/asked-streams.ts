import type { Hop } from "./hop.js";
import { hasMetStreamEnd, isPassedInPart, isPassedThrough } from "./passed-through.js";

/** A stream on which a program asked over TLS, and of which its own capture does not show the other end. */
export interface AskedStream {
  readonly ends: readonly [number, number];
  /** What came in answer to its last request, with what TLS adds. */
  readonly bytes: number;
  /** True if the program met its end, or received close_notify: no more comes. */
  readonly hasMetEnd: boolean;
  /** True if the program met a reset: the server may have sent more. */
  readonly wasReset: boolean;
  /** True if it is one of those for which most speaks. */
  readonly isSource: boolean;
  /** True if the program surely passed on what came on it. */
  readonly isPassedOn: boolean;
  /** When the program had ended it, or its own response; seconds. */
  readonly time: number | null;
}

/**
 * The streams of which each may have carried a response that a program passed on, or in place of which it answered 502. Who knows their other ends
 * may know who lost the bytes.
 */
export interface AskedStreams {
  readonly answer: "passed-on" | "bad-gateway";
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
 * @param sources those for which most speaks
 * @param others which may have carried it as well
 */
export function askedStreams(
  outer: Hop,
  answer: AskedStreams["answer"],
  { sources, others }: { readonly sources: readonly KnownStream[]; readonly others: readonly KnownStream[] },
): AskedStreams | null {
  const all = [...sources, ...others];
  if (sources.length === 0 || all.some(({ stream }) => stream.turn === null || stream.here === 0)) return null;
  return {
    answer,
    streams: all.map((each) => {
      const { stream } = each;
      const isInPart = all.length === 1 && isPassedInPart(outer, stream);
      const isPassedOn = isInPart || isPassedThrough(outer, stream);
      return { ...asked(each, outer), isSource: sources.includes(each), isPassedOn };
    }),
  };
}

function asked({ stream, wasReset }: KnownStream, outer: Hop): Omit<AskedStream, "isSource" | "isPassedOn"> {
  const times = [stream.endTime, outer.endTime].filter((time) => time !== null);
  return {
    ends: [stream.here, stream.there],
    bytes: stream.turn?.bytes ?? 0,
    hasMetEnd: hasMetStreamEnd(stream),
    wasReset,
    time: times.length > 0 ? Math.min(...times) : null,
  };
}
