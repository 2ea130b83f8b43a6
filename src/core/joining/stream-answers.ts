import type { AskedStream } from "../paths/asked-streams.js";
import { isShortOf, mayCarry } from "../paths/passed-through.js";
import type { AnsweredStream, PathExchange } from "../records/record.js";
import type { Answers } from "./answers.js";
import type { PathStore } from "./joining-place.js";

/** A stream, and what its other end shows: on which row, and what. */
interface Known {
  readonly stream: AskedStream;
  readonly row: number;
  readonly server: PathExchange;
  readonly answered: AnsweredStream;
  /** True if the server's own capture proves that bytes were lost in the stream, or inwards. */
  readonly isProven: boolean;
}

/** The row on which a loss goes on, or that the program which asked lost the bytes itself; null if it is not known. */
export type StreamVerdict = number | "own" | null;

/**
 * Who lost a response that came over TLS, if the two ends of its stream are in two captures. What one of them does not show proves nothing: it may
 * have begun late. So each stream has to be seen from its other end.
 */
export class StreamAnswers {
  constructor(
    private readonly paths: PathStore,
    private readonly answers: Answers,
  ) {}

  of(row: number): StreamVerdict {
    const { streams, exchanges } = this.paths.at(row);
    const outer = exchanges.at(-1);
    if (!streams || !outer) return null;
    const known = streams.streams.flatMap((stream) => this.#known(stream, outer.capture) ?? []);
    if (known.length < streams.streams.length) return null;
    const sources = known.filter(({ stream }) => stream.isSource);
    const isLost = streams.answer === "bad-gateway" ? isReplaced : isCut;
    if (sources.every((each) => endedFirst(each) && isLost(each, outer))) return areOfOne(sources);
    const isOwn = streams.answer === "passed-on" && known.every(wasLeft);
    return isOwn ? "own" : null;
  }

  #known(stream: AskedStream, capture: number): Known | null {
    const [here, there] = stream.ends;
    const sizes = { declaredBytes: null, acceptedBytes: null };
    const row = this.answers.to({ here, there, target: 0, capture, time: stream.time, ...sizes });
    const path = row === null ? null : this.paths.at(row);
    const server = path?.exchanges[0];
    return row !== null && server && path?.answered
      ? { stream, row, server, answered: path.answered, isProven: path.isProven }
      : null;
  }
}

/** True if the server ended a stream by itself, and its client had met that. */
function endedFirst({ stream, isProven, answered: { bytes, wasLeft, isEnded, isAlone } }: Known): boolean {
  if (wasLeft || bytes === null || !(isAlone || isProven)) return false;
  const isRead = bytes <= stream.bytes;
  return (isRead || stream.wasReset) && (stream.hasMetEnd || (isRead && isEnded)); // close_notify is in what it read
}

/** True if a stream ended with less than the response that was passed on. */
function isCut({ stream, answered: { bytes, isEnded } }: Known, { declaredBytes }: PathExchange): boolean {
  return stream.isPassedOn && isShortOf(Math.max(bytes ?? 0, stream.bytes), isEnded, declaredBytes);
}

/** True if a stream did not carry the 502 that its client answered. */
function isReplaced({ answered: { bytes } }: Known, { acceptedBytes }: PathExchange): boolean {
  return bytes !== null && !mayCarry(bytes, acceptedBytes);
}

/** True if the client ended a stream while its server went on, and nothing had been lost inwards. */
function wasLeft({ stream, isProven, answered }: Known): boolean {
  return answered.wasLeft && !stream.hasMetEnd && answered.isUnharmed && !isProven;
}

/** The row of the first, if all were answered by one process. */
function areOfOne(known: readonly Known[]): number | null {
  const processes = new Set(known.map(({ server }) => `${server.capture} ${server.process}`));
  return processes.size === 1 ? (known[0]?.row ?? null) : null;
}
