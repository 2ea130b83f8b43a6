import type { ConnectionFinding } from "../../../src/core/analysis/model.js";
import type { DataEvent, Exchange } from "../../../src/core/protocols/exchange.js";
import type { SocketEvent, VisibleBytes } from "../../../src/core/sockets/event.js";
import type { SocketFacts } from "../../../src/core/sockets/socket-facts.js";

/** Plain values, which can be compared. */
export type Facts = Record<string, unknown>;

/** Bytes of a read in which a command is looked for (core/protocols/told.ts): no more of them are kept. */
const KEPT = 256;

const OF_SOCKET = [
  ...(["id", "origin", "pid", "fd", "local", "peer", "transport", "identity", "proven", "writeShut"] as const),
  ...(["isShuttingDown", "hasNoRoom", "saysMore", "resetsOnClose", "mayBeTwo", "mayLiveOn", "hasCarried"] as const),
  ...(["isConnection", "switchedAt"] as const),
];

/** Numbers objects in the order in which they come: two facts with one number are about one object. */
export class Numbers {
  readonly #known = new Map<object, number>();

  of(object: object): number {
    const known = this.#known.get(object) ?? this.#known.size + 1;
    this.#known.set(object, known);
    return known;
  }

  get all(): Iterable<object> {
    return this.#known.keys();
  }
}

/** All that an event says, and its bytes in the form in which they are kept. What is kept may be read at any time. */
export function eventFacts(event: SocketEvent): Facts {
  const { socket: _socket, ...facts }: SocketEvent & Facts = { ...event };
  if (event.kind === "read" || event.kind === "write") facts.pieces = event.pieces.map(pieceFacts);
  if (event.kind === "write") facts.offered = event.offered?.map(pieceFacts) ?? null;
  return facts;
}

function pieceFacts(piece: VisibleBytes): Facts {
  const { seen, length, start, elided, misfit } = piece;
  return { seen, length, start, elided, misfit, form: piece.constructor.name, fields: Object.keys(piece) };
}

/** What a socket says at this moment. */
export function socketFacts(socket: SocketFacts): Facts {
  const facts: Facts = {};
  for (const name of OF_SOCKET) facts[name] = socket[name];
  return facts;
}

function ordersFacts({ orders }: SocketFacts): Facts | null {
  if (orders === null) return null;
  const { signal, read, hasFailed } = orders;
  const first = read?.pieces[0]?.seen.slice(0, KEPT) ?? "";
  return { signal: signal && { ...signal }, read: read && { line: read.line, first }, hasFailed };
}

/** What is asked of a socket while it is open: who ends it, and the table that got it last, which goes on after its end. */
export function openFacts(socket: SocketFacts): Facts {
  const { home, fd } = socket;
  const hangups = home && { waitsByPolls: home.waitsByPolls, mayHaveHungUp: home.mayHaveHungUp(fd, 0) };
  return { hangups, orders: ordersFacts(socket) };
}

/** Which events an exchange refers to. */
export function callsOf({ calls }: Exchange, events: Numbers): Facts {
  return Object.fromEntries(Object.entries(calls).map(([name, event]) => [name, event && events.of(event)]));
}

/** Which events a finding refers to. */
export function eventsOf({ finding: { judgement } }: ConnectionFinding, events: Numbers): Facts {
  const { by, refused, peerEnd } = judgement;
  return { by: events.of(by), refused: refused && events.of(refused), peerEnd: peerEnd && events.of(peerEnd) };
}

/** How many bytes an event has, which is what its classes have to come to. */
export function lengthOf(event: DataEvent): number {
  return event.pieces.reduce((sum, { length }) => sum + length, 0);
}
