import type { ClockRecord, PathExchange } from "../records/record.js";

/** So many exchanges of two captures are compared. */
const MOST = 1000;
/** Fewer may be requests that came over the same port at different times. */
const FEWEST = 3;
/** Clocks that differ by fewer seconds need no word. */
const NEGLIGIBLE = 0.005;
/** What the exchanges leave open may be so much of the difference. */
const MOST_OPEN = 0.25;

/** What the exchanges of two captures say of their clocks: seconds of the client's less those of the server's. */
interface Differences {
  readonly client: number;
  readonly server: number;
  /** Between sending a request and reading it: at most the difference of the clocks. */
  readonly asked: number[];
  /** Between noticing the end of a response and making it: at least the difference of the clocks. */
  readonly ended: number[];
}

/**
 * Estimates by how much the clocks of captures differ, by exchanges that both ends of a connection show. A request is sent before it is read, and
 * a response is ended before that is noticed. So the difference of two clocks lies between two others. What lies on both sides of zero, or says the
 * opposite, is no estimate.
 */
export class ClockEstimates {
  readonly #pairs = new Map<string, Differences>();

  /** Takes the exchanges of a path, from the client's side inwards. */
  add(exchanges: readonly PathExchange[]): void {
    for (const [at, client] of exchanges.entries()) {
      const server = exchanges[at + 1];
      if (server && client.capture !== server.capture && areTwoEnds(client, server)) this.#compare(client, server);
    }
  }

  /**
   * What is known in the end.
   *
   * @param areOfOneKind whether the times of two captures are of the same kind: others cannot be compared
   */
  records(areOfOneKind: (one: number, other: number) => boolean): ClockRecord[] {
    return [...this.#pairs.values()]
      .filter(({ client, server }) => areOfOneKind(client, server))
      .map(estimated)
      .filter((record) => record !== null)
      .sort((one, other) => one.ahead - other.ahead || one.behind - other.behind);
  }

  #compare(client: PathExchange, server: PathExchange): void {
    if (client.time === null || server.time === null) return;
    if (client.requestTime === null || server.requestTime === null) return;
    const key = `${client.capture} ${server.capture}`;
    const fresh = { client: client.capture, server: server.capture, asked: [], ended: [] };
    const known = this.#pairs.get(key) ?? fresh;
    this.#pairs.set(key, known);
    if (known.asked.length >= MOST) return;
    known.asked.push(client.requestTime - server.requestTime);
    known.ended.push(client.time - server.time);
  }
}

/** By their addresses alone: what only looks alike may be another request. */
function areTwoEnds(client: PathExchange, server: PathExchange): boolean {
  return (
    client.role === "client" && server.role !== "client" && client.ends[0] !== 0 && client.ends[0] === server.ends[1]
  );
}

/** Most exchanges count: a call that waited is printed with the time at which it began. */
function estimated({ client, server, asked, ended }: Differences): ClockRecord | null {
  const [least, most] = [median(asked), median(ended)];
  const difference = (least + most) / 2;
  const uncertainty = (most - least) / 2;
  const size = Math.abs(difference);
  if (asked.length < FEWEST || uncertainty < 0 || uncertainty > size * MOST_OPEN) return null;
  if (size - uncertainty <= NEGLIGIBLE) return null;
  const [ahead, behind] = difference > 0 ? [client, server] : [server, client];
  const exchanges = asked.length;
  return {
    kind: "clock",
    ahead,
    behind,
    seconds: inMicroseconds(size),
    uncertainty: inMicroseconds(uncertainty),
    exchanges,
  };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

/** strace's times have no more digits. */
function inMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
