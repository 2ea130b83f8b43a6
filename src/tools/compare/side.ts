import type { AnalysisListener } from "../../core/analysis/analyzer.js";
import type { CaptureFacts, Connection, ConnectionFinding } from "../../core/analysis/model.js";
import type { Exchange } from "../../core/protocols/exchange.js";
import type { SocketEvent } from "../../core/sockets/event.js";
import { type Refusals, SideTally } from "./tally.js";
import type { SideName, TargetTallies } from "./targets.js";

/** Connections that ended with refused bytes which belong to no readable response. */
export interface AbandonedConnections {
  connections: number;
  bytes: number;
}

interface Pending extends Refusals {
  /** EAGAINs since the kernel took bytes last. */
  latestEagains: number;
}

/** One side of a comparison: hears its captures being analysed, and counts. */
export class ComparedSide {
  readonly captures: CaptureFacts[] = [];
  readonly total = new SideTally();
  connections = 0;
  readonly abandoned: AbandonedConnections = { connections: 0, bytes: 0 };
  /** Of connections whose socket refused something: since their last response was told. */
  readonly #refusals = new Map<Connection, Pending>();
  /** Those in which the response that was told last is counted. */
  #latest: { readonly exchange: Exchange; readonly tallies: readonly SideTally[] } | null = null;

  constructor(
    readonly name: SideName,
    private readonly targets: TargetTallies,
  ) {}

  readonly listener: AnalysisListener = {
    onEvent: (connection, event) => this.#event(connection, event),
    onExchange: (connection, exchange) => this.#exchange(connection, exchange),
    onFinding: (finding) => this.#finding(finding),
    onConnection: (connection) => {
      this.connections++;
      this.#refusals.delete(connection);
    },
  };

  #event(connection: Connection, event: SocketEvent): void {
    if (event.kind !== "write" || connection.role === "client" || !event.returned) return;
    const isFull = event.error === "EAGAIN" || event.error === "EWOULDBLOCK";
    const isShort = event.error === null && event.asked !== null && event.accepted < event.asked;
    const known = this.#refusals.get(connection);
    if (!isFull && !isShort && !known) return;
    const refusals = known ?? { shortWrites: 0, eagains: 0, latestEagains: 0 };
    if (!known) this.#refusals.set(connection, refusals);
    if (isFull) refusals.latestEagains++;
    else if (event.accepted > 0) {
      refusals.eagains += refusals.latestEagains;
      refusals.latestEagains = 0;
    }
    if (isShort) refusals.shortWrites++;
  }

  #exchange(connection: Connection, exchange: Exchange): void {
    const role = connection.role === "client" ? "client" : "server";
    const tallies = [this.total, this.targets.of(this.name, role, exchange.request)];
    const refusals = this.#refusalsOf(connection, exchange);
    for (const tally of tallies) tally.add(exchange, refusals, connection.ended?.time ?? null);
    this.#latest = { exchange, tallies };
  }

  /** What was refused of this response; a whole one leaves the EAGAINs behind its last byte to the next. */
  #refusalsOf(connection: Connection, { verdict }: Exchange): Refusals | undefined {
    const pending = this.#refusals.get(connection);
    if (!pending) return undefined;
    const { shortWrites, eagains, latestEagains } = pending;
    this.#refusals.delete(connection);
    if (verdict !== "complete" || latestEagains === 0) return { shortWrites, eagains: eagains + latestEagains };
    this.#refusals.set(connection, { shortWrites: 0, eagains: 0, latestEagains });
    return { shortWrites, eagains };
  }

  /** Most findings say what the verdict says; these do not. One about a response follows it at once. */
  #finding({ finding: { rule, judgement, outstandingBytes } }: ConnectionFinding): void {
    if (judgement.about === "debt") {
      this.abandoned.connections++;
      this.abandoned.bytes += outstandingBytes ?? 0;
    }
    if (this.#latest?.exchange !== judgement.exchange) return;
    const { exchange, tallies } = this.#latest;
    for (const tally of tallies) {
      if (rule.id === "reset-discards-response") tally.addReset(exchange);
      if (rule.id === "response-stalled") tally.addStall(exchange);
    }
  }
}
