import type { AnalysisListener } from "../../core/analysis/analyzer.js";
import type { CaptureFacts, Connection, ConnectionFinding } from "../../core/analysis/model.js";
import type { KeptConnections } from "../../core/filter/kept-connections.js";
import { isProvenFrom } from "../../core/paths/loss.js";
import type { Path } from "../../core/paths/path.js";
import type { Exchange } from "../../core/protocols/exchange.js";
import type { SocketEvent } from "../../core/sockets/event.js";
import { isBufferFull } from "../../core/sockets/write-errors.js";
import { SidePaths } from "./side-paths.js";
import { type Refusals, SideTally } from "./tally.js";
import type { SideName, TargetTallies } from "./targets.js";

/** Connections that ended while refused bytes were left which belong to no readable response. */
export interface AbandonedConnections {
  connections: number;
  bytes: number;
}

interface Pending extends Refusals {
  /** EAGAINs since the kernel last took bytes. */
  latestEagains: number;
}

/** One side of a comparison. As an analysis listener it counts what happens in its captures. */
export class ComparedSide {
  readonly captures: CaptureFacts[] = [];
  /** Of a side with several captures: a hop may have one of its own. */
  #paths: SidePaths | null = null;
  readonly total = new SideTally();
  connections = 0;
  readonly abandoned: AbandonedConnections = { connections: 0, bytes: 0 };
  /** What the kernel refused on each connection since its last response was over. */
  readonly #refusals = new Map<Connection, Pending>();
  /** The tallies that count a response which may be an echo of another hop's loss. */
  readonly #mayBeEchoes = new WeakMap<Exchange, readonly SideTally[]>();
  /** The response that was counted last, and the tallies that count it. */
  #latest: { readonly exchange: Exchange; readonly tallies: readonly SideTally[] } | null = null;
  /** What a filter keeps of the capture that is read; null without one. */
  #kept: KeptConnections | null = null;
  /** Responses that the filter left out; null without one. */
  leftOut: number | null = null;

  constructor(
    readonly name: SideName,
    private readonly targets: TargetTallies,
  ) {}

  readonly listener: AnalysisListener = {
    onEvent: (connection, event) => this.#event(connection, event),
    onExchange: (connection, exchange) => this.#exchange(connection, exchange),
    onFinding: (finding) => this.#finding(finding),
    onPath: (path) => this.#path(path),
    onConnection: (connection) => {
      if (this.#kept?.has(connection) !== false) this.connections++;
      this.#refusals.delete(connection);
    },
  };

  /** A capture begins of which only what this filter keeps counts. */
  filterBy(kept: KeptConnections): void {
    this.#kept = kept;
    this.leftOut ??= 0;
  }

  /** Has the paths of its captures joined: it is known before they are read that there are several. */
  joinPaths(): void {
    this.#paths = new SidePaths();
  }

  /** A capture was read to its end. */
  addCapture(facts: CaptureFacts): void {
    this.captures.push(facts);
    this.#paths?.endOfCapture(facts);
  }

  /** All captures were read. */
  finish(): void {
    for (const exchange of this.#paths?.echoes() ?? []) this.#addEcho(exchange);
    this.#paths = null;
  }

  #event(connection: Connection, event: SocketEvent): void {
    if (event.kind !== "write" || connection.role === "client" || !event.returned) return;
    const isFull = isBufferFull(event.error);
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
    const refusals = this.#refusalsOf(connection, exchange);
    if (this.#kept?.keeps(connection, exchange) === false) {
      if (exchange.response) this.leftOut = (this.leftOut ?? 0) + 1;
      return;
    }
    const role = connection.role === "client" ? "client" : "server";
    const serverName = connection.tls?.serverName ?? null;
    const tallies = [this.total, this.targets.of(this.name, role, exchange, serverName)];
    for (const tally of tallies) tally.add(exchange, refusals, connection.ended?.time ?? null);
    this.#latest = { exchange, tallies };
    const { verdict } = exchange;
    if (verdict === "truncated" || verdict === "undetermined") this.#mayBeEchoes.set(exchange, tallies);
  }

  /** A request that lost bytes on its way through several hops lost them once: at the innermost hop of which that is proven. */
  #path(path: Path<Connection>): void {
    for (const { exchange, inner } of path.losses) if (inner !== null && isProvenFrom(inner)) this.#addEcho(exchange);
    this.#paths?.take(path);
  }

  #addEcho(exchange: Exchange | null): void {
    if (exchange === null) return;
    for (const tally of this.#mayBeEchoes.get(exchange) ?? []) tally.addEcho(exchange);
  }

  /** What was refused of this response. EAGAINs after the last byte of a complete response belong to the next one. */
  #refusalsOf(connection: Connection, { verdict }: Exchange): Refusals | undefined {
    const pending = this.#refusals.get(connection);
    if (!pending) return undefined;
    const { shortWrites, eagains, latestEagains } = pending;
    this.#refusals.delete(connection);
    if (verdict !== "complete" || latestEagains === 0) return { shortWrites, eagains: eagains + latestEagains };
    this.#refusals.set(connection, { shortWrites: 0, eagains: 0, latestEagains });
    return { shortWrites, eagains };
  }

  /** Most findings repeat the verdict; these two rules do not. A finding about a response follows it at once. */
  #finding({ connection, finding: { rule, judgement, outstandingBytes } }: ConnectionFinding): void {
    if (judgement.about === "debt" && this.#kept?.keepsWithout(connection) !== false) {
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
