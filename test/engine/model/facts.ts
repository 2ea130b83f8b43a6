import type { SocketEvent, VisibleBytes } from "../../../src/core/sockets/event.js";
import { FdTable } from "../../../src/core/sockets/fds/fd-table.js";
import type { Socket } from "../../../src/core/sockets/socket.js";
import type { Orders } from "../../../src/core/sockets/socket-facts.js";
import type { ViewedEvent } from "../../../src/engine/host/event-view.js";
import type { SocketView } from "../../../src/engine/host/socket-view.js";

/** Plain values, which can be compared. */
export type Facts = Record<string, unknown>;

/** Bytes of a read in which a command is looked for (core/protocols/told.ts): no more of them are kept. */
const KEPT = 256;

/** What is said of a socket in the same words by both models. */
const SAME = [
  ...(["id", "origin", "pid", "fd", "local", "peer", "transport", "identity", "proven", "writeShut"] as const),
  ...(["isShuttingDown", "hasNoRoom", "saysMore", "resetsOnClose", "mayBeTwo", "mayLiveOn", "hasCarried"] as const),
  ...(["switchedAt", "isConnection"] as const),
];
/** What only the models themselves look at, and the engine says when it is asked for it. */
const NUMBERS = ["lastUse", "references", "writesUnderWay"] as const;
const FLAGS = ["blocked", "isFull", "usedBySeveralThreads", "wasAssumed"] as const;

/** All that an event of the core's model says, and what is known of its socket at that moment. */
export function factsOf(event: SocketEvent): Facts {
  return eventFacts(event, socketFacts(event.socket as Socket));
}

/** The same of an event of the engine. */
export function viewedFacts(event: ViewedEvent): Facts {
  return eventFacts(event as unknown as SocketEvent, viewedSocketFacts(event.socket));
}

function eventFacts(event: SocketEvent, socket: Facts): Facts {
  const facts: Facts = { ...event, socket };
  if (event.kind === "read" || event.kind === "write") facts.pieces = event.pieces.map(pieceFacts);
  if (event.kind === "write") facts.offered = event.offered?.map(pieceFacts) ?? null;
  return facts;
}

function pieceFacts(piece: VisibleBytes): Facts {
  const { seen, length, start, elided, misfit } = piece;
  return { seen, length, start: start ?? seen, elided: elided ?? null, misfit: misfit ?? 0 };
}

export function socketFacts(socket: Socket): Facts {
  const facts: Facts = {};
  for (const name of SAME) facts[name] = socket[name];
  for (const name of NUMBERS) facts[name] = socket[name];
  for (const name of FLAGS) facts[name] = socket[name];
  facts.lostBy = socket.lostBy;
  facts.decoration = socket.decoration;
  facts.orders = ordersFacts(socket.orders);
  facts.home = homeFacts(socket);
  return facts;
}

export function viewedSocketFacts(socket: SocketView): Facts {
  const facts: Facts = {};
  for (const name of SAME) facts[name] = socket[name];
  for (const name of NUMBERS) facts[name] = socket.number(name);
  for (const name of FLAGS) facts[name] = socket.is(name);
  facts.lostBy = socket.pidOf("lostBy");
  facts.decoration = socket.text("decoration");
  facts.orders = ordersFacts(socket.orders);
  facts.home = viewedHome(socket);
  return facts;
}

function ordersFacts(orders: Orders | null): Facts | null {
  if (orders === null) return null;
  const { signal, read, hasFailed } = orders;
  const first = read?.pieces[0]?.seen.slice(0, KEPT) ?? "";
  return {
    signal: signal === null ? null : { ...signal },
    read: read === null ? null : { line: read.line, first },
    hasFailed,
  };
}

/** What is asked of the table that got the socket last. */
function homeFacts({ home, fd }: Socket): Facts | null {
  if (!(home instanceof FdTable)) return null;
  return { waitsByPolls: home.waitsByPolls, mayHaveHungUp: home.mayHaveHungUp(fd, 0) };
}

function viewedHome(socket: SocketView): Facts | null {
  const { home } = socket;
  return home && { waitsByPolls: home.waitsByPolls, mayHaveHungUp: socket.mayHaveHungUp(0) };
}
