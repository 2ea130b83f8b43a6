import type { PathRows, RowEnd } from "./path-rows.js";

/** Seconds that a client may notice the end of a stream after it was made, and that are no skew: between two hosts it takes its time. */
const LATENCY = 1;
/** Captures whose clocks differ by more seconds, and that have no exchange in common that says by how much, are not compared. */
const MOST = 60;

/**
 * By how much the clocks of captures differ: on one host not at all. An exchange that both ends of a connection show says it, because a client
 * notices the end of a stream right after the server made it.
 */
export class ClockSkews {
  /** Seconds by pair of captures, the client's first: its clock less the server's. */
  readonly #seconds = new Map<string, number>();

  /** @param pairs rows of paths that surely belong together: the outer one, and the one on which it goes on */
  constructor(
    private readonly rows: PathRows,
    pairs: Iterable<readonly [number, number]>,
  ) {
    const all = new Map<string, number[]>();
    for (const [outer, inner] of pairs) {
      const [client, server] = [rows.asked(outer), rows.answered(inner)];
      if (client === null || server === null || client.time === null || server.time === null) continue;
      const key = `${client.capture} ${server.capture}`;
      const known = all.get(key) ?? [];
      known.push(client.time - server.time);
      all.set(key, known);
    }
    for (const [key, differences] of all) {
      const median = differences.sort((one, other) => one - other)[Math.floor(differences.length / 2)] ?? 0;
      this.#seconds.set(key, Math.abs(median) < LATENCY ? 0 : median);
    }
  }

  /** True if a server's exchange ended before the program that had asked ended its own, as far as the clocks say it; also without times. */
  endsBefore(inner: number, outer: number): boolean {
    const [client, server] = [this.rows.asked(outer), this.rows.answered(inner)];
    if (client === null || server === null || client.time === null || server.time === null) return true;
    const seconds = this.#after(client, server);
    return seconds !== null && seconds >= 0;
  }

  /** True if a client ended an exchange before its server lost bytes of it: the clocks say so. */
  hadLeft(client: RowEnd, server: RowEnd): boolean {
    return (this.#after(client, server) ?? 0) < 0;
  }

  /** By how many seconds a client ended an exchange after its server did; null if the clocks do not say it. */
  #after(client: RowEnd, server: RowEnd): number | null {
    if (client.time === null || server.time === null) return null;
    const known = this.#seconds.get(`${client.capture} ${server.capture}`);
    if (known === undefined && Math.abs(client.time - server.time) > MOST) return null;
    return client.time - server.time - (known ?? 0);
  }
}
