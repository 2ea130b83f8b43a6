import type { EventRecord } from "../../records/event.js";
import { asIPv6, type Endpoint, endpointOf, endpointText, isIPv6 } from "./endpoint.js";
import type { StreamSide } from "./tcp-stream.js";

/** The addresses of a connection's packets. */
export interface StreamEnds {
  readonly client: StreamSide;
  readonly ends: Readonly<Record<StreamSide, Endpoint>>;
  /** What stands for what: a sentence for each address that is not the real one. */
  readonly madeUp: readonly string[];
  /** The same for both directions, and for no other connection on these addresses. */
  readonly key: string;
}

/** What is known of a connection when its first packet is due. */
export interface NewConnection {
  /** From 1, over the whole document. */
  readonly number: number;
  readonly on: EventRecord["on"];
  /** How the program got it; null if the capture does not show that. */
  readonly origin: string | null;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
}

/** Addresses that nobody has: for documentation (RFC 5737, RFC 3849). */
const NETWORK = { four: "\xc0\x00\x02", six: `\x20\x01\x0d\xb8${"\0".repeat(11)}` } as const;
const SERVER_HOST = 1;
const FIRST_CLIENT_HOST = 2;
const CLIENT_HOSTS = 253;
/** Ports that nobody has (RFC 6335): the last one of those that can be assigned and is not, and those that are never assigned. */
const SERVER_PORT = 49_151;
const FIRST_CLIENT_PORT = 49_152;
const CLIENT_PORTS = 16_384;
/** Connections that are over, of which it is known when that was. */
const MOST_OVER = 16_384;

/**
 * Gives each connection its addresses. Two connections at once must not have the same ones, or Wireshark takes them for one: that is so when
 * the capture shows both ends of a connection. The end that comes first has the real addresses, and the client of the other is made up.
 */
export class EndsBook {
  readonly #open = new Set<string>();
  /** When the last packet was sent, of those that were over last. */
  readonly #over = new Map<string, bigint>();

  add(connection: NewConnection): StreamEnds {
    const { number, on } = connection;
    const client = clientOf(connection);
    const real = { program: endpointOf(on.local), peer: endpointOf(on.peer) };
    const isSix = [real.program, real.peer].some((end) => end !== null && isIPv6(end.address));
    const known = {
      program: real.program && sameKind(real.program, isSix),
      peer: real.peer && sameKind(real.peer, isSix),
    };
    const isTaken =
      known.program !== null && known.peer !== null && this.#isTaken(keyOf(known.program, known.peer), connection);
    const endOf = (side: StreamSide): Endpoint => {
      const end = known[side];
      if (end !== null && !(isTaken && side === client)) return end;
      return side === client ? madeUpClient(number, isSix) : madeUpServer(isSix);
    };
    const ends = { program: endOf("program"), peer: endOf("peer") };
    const key = keyOf(ends.program, ends.peer);
    this.#open.add(key);
    const named = { program: on.local, peer: on.peer };
    const madeUp = (["program", "peer"] as const).flatMap((side) => {
      if (known[side] === null)
        return [`${endpointText(ends[side])} is made up for ${named[side] ?? "an unknown address"}`];
      return ends[side] === known[side]
        ? []
        : [`${endpointText(ends[side])} is made up for ${named[side]}, ${WHY_TAKEN}`];
    });
    return { client, ends, madeUp, key };
  }

  /** The connection has no more packets. */
  remove({ key }: StreamEnds, time: bigint): void {
    this.#open.delete(key);
    this.#over.delete(key);
    this.#over.set(key, time);
    const [oldest] = this.#over.keys();
    if (this.#over.size > MOST_OVER && oldest !== undefined) this.#over.delete(oldest);
  }

  /** A port may be used again, by a connection that begins when the one before it is over. */
  #isTaken(key: string, { origin, time }: NewConnection): boolean {
    const over = this.#over.get(key);
    const [one, other] = key.split(" ");
    return one === other || this.#open.has(key) || (over !== undefined && (origin === null || time <= over));
  }
}

const WHY_TAKEN =
  "because other packets have its addresses: the captures show that connection twice, as at its two ends";

function clientOf({ on, origin }: NewConnection): StreamSide {
  if (on.role !== "unknown") return on.role === "server" ? "peer" : "program";
  if (origin === "accept" || origin === "connect") return origin === "accept" ? "peer" : "program";
  const [local, peer] = [endpointOf(on.local), endpointOf(on.peer)];
  return local && peer && local.port < peer.port ? "peer" : "program";
}

function sameKind(end: Endpoint, isSix: boolean): Endpoint {
  return isSix ? asIPv6(end) : end;
}

function keyOf(one: Endpoint, other: Endpoint): string {
  return [endpointText(one), endpointText(other)].sort().join(" ");
}

function madeUpServer(isSix: boolean): Endpoint {
  return { address: hostOf(SERVER_HOST, isSix), port: SERVER_PORT };
}

function madeUpClient(number: number, isSix: boolean): Endpoint {
  const host = FIRST_CLIENT_HOST + (Math.floor(number / CLIENT_PORTS) % CLIENT_HOSTS);
  return { address: hostOf(host, isSix), port: FIRST_CLIENT_PORT + (number % CLIENT_PORTS) };
}

function hostOf(host: number, isSix: boolean): string {
  return (isSix ? NETWORK.six : NETWORK.four) + String.fromCharCode(host);
}
