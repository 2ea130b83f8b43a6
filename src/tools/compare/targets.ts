import type { Exchange } from "../../core/protocols/exchange.js";
import type { StreamProtocol } from "../../core/protocols/message-facts.js";
import { SideTally } from "./tally.js";

export type SideName = "before" | "after";

/** Responses with the same key are counted together: same request, same side of the socket. Streams of TLS have the server's name. */
export interface TargetKey {
  /** Whether the traced program was the server or the client of the connection. */
  readonly role: "server" | "client";
  /** From the request; both null if it was not captured, or if the protocol has none. */
  readonly method: string | null;
  readonly target: string | null;
  /** What is judged as a stream, and not as one response to one request; null for responses, whatever protocol carried them. */
  readonly protocol: StreamProtocol | null;
  /** The name that the client of a TLS stream asked for; null if it is not known. */
  readonly serverName: string | null;
}

/** Protocols of which a whole stream, or a part of one, is judged. A WebSocket's request has a response of its own: the 101. */
const STREAMS: ReadonlySet<StreamProtocol> = new Set<StreamProtocol>(["tls", "resp", "memcached", "websocket"]);

/** The responses for one target on each side; null if a side has none. `target` is null for all that share a row. */
export interface TargetRow {
  readonly target: TargetKey | null;
  readonly before: SideTally | null;
  readonly after: SideTally | null;
}

type Tallies = Partial<Record<SideName, SideTally>>;

/** Counts each target on both sides. The first targets that appear have their own tallies; all others share one. */
export class TargetTallies {
  readonly #tallies = new Map<string, Tallies & { readonly target: TargetKey }>();
  readonly #others: Tallies = {};

  constructor(private readonly most: number) {}

  /** @param serverName the name that the connection's client asked for */
  of(side: SideName, role: TargetKey["role"], exchange: Exchange, serverName: string | null): SideTally {
    const target = targetOf(role, exchange, serverName);
    const tallies = this.#talliesOf(target);
    tallies[side] ??= new SideTally();
    return tallies[side];
  }

  #talliesOf(target: TargetKey): Tallies {
    // The request's strings are slices, which would keep its whole head in memory: the key's text is a copy.
    const key = JSON.stringify(target);
    const known = this.#tallies.get(key);
    if (known) return known;
    if (this.#tallies.size >= this.most) return this.#others;
    const tallies: Tallies & { readonly target: TargetKey } = { target: JSON.parse(key) as TargetKey };
    this.#tallies.set(key, tallies);
    return tallies;
  }

  get rows(): TargetRow[] {
    return [...this.#tallies.values()].map((tallies) => rowOf(tallies.target, tallies));
  }

  /** Null if every target has a row. */
  get others(): TargetRow | null {
    const { before, after } = this.#others;
    return before || after ? rowOf(null, this.#others) : null;
  }
}

function rowOf(target: TargetKey | null, { before, after }: Tallies): TargetRow {
  return { target, before: before ?? null, after: after ?? null };
}

function targetOf(role: TargetKey["role"], { request, message }: Exchange, serverName: string | null): TargetKey {
  const protocol = message && STREAMS.has(message.protocol) ? message.protocol : null;
  return { role, method: request?.method ?? null, target: request?.target ?? null, protocol, serverName };
}
