import type { AskedStream } from "../../core/paths/asked-streams.js";
import type { PathRecord } from "../../core/records/record.js";
import type { Answers } from "./answers.js";
import type { KeptPaths } from "./kept-paths.js";

/** What the other end of a stream shows, and on which row. */
interface Answered {
  readonly row: number;
  readonly path: PathRecord;
}

/** The row on which a loss goes on, or that the program which asked lost the bytes itself; null if it is not known. */
export type StreamVerdict = number | "own" | null;

/**
 * Who lost a response that came over TLS, if the two ends of its stream are in two captures. What one of them does not show proves nothing: it may
 * have begun late. So each stream has to be seen from its other end.
 */
export class StreamAnswers {
  constructor(
    private readonly paths: KeptPaths,
    private readonly answers: Answers,
  ) {}

  of(row: number): StreamVerdict {
    const outer = this.paths.at(row);
    const { streams } = outer;
    const capture = outer.exchanges.at(-1)?.capture;
    if (!streams || capture === undefined) return null;
    const all = streams.streams.map((stream) => ({ stream, server: this.#answered(stream, capture) }));
    const known = all.flatMap(({ stream, server }) => (server?.path.answered ? [{ stream, server }] : []));
    if (known.length < all.length || !known.every(({ server }) => server.path.answered?.isAlone)) return null;
    if (streams.claim === "went-on") return known.every(({ server }) => server.path.answered?.wasLeft) ? "own" : null;
    const declared = outer.exchanges.at(-1)?.declaredBytes ?? null;
    const isLost = known.every(({ stream, server }) => endedFirst(stream, server.path, declared));
    return isLost && areOfOne(known.map(({ server }) => server.path)) ? (known[0]?.server.row ?? null) : null;
  }

  #answered({ ends, time }: AskedStream, capture: number): Answered | null {
    const [here, there] = ends;
    const sizes = { declaredBytes: null, acceptedBytes: null };
    const row = this.answers.to({ here, there, target: 0, capture, time, ...sizes });
    return row === null ? null : { row, path: this.paths.at(row) };
  }
}

/** True if a server ended a stream by itself, and its client had read all that it sent, which is less than the response declares. */
function endedFirst(stream: AskedStream, { answered }: PathRecord, declared: number | null): boolean {
  if (!answered || answered.wasLeft || answered.bytes === null || declared === null) return false;
  const isRead = answered.bytes <= stream.bytes || stream.wasReset;
  return isRead && Math.max(answered.bytes, stream.bytes) < declared;
}

function areOfOne(paths: readonly PathRecord[]): boolean {
  const processes = new Set(paths.map(({ exchanges: [first] }) => `${first?.capture} ${first?.process}`));
  return processes.size === 1;
}
