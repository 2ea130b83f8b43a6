import type { SocketEvent, VisibleBytes } from "../../../src/core/sockets/event.js";
import type { Orders } from "../../../src/core/sockets/socket-facts.js";
import type { ViewedEvent } from "../../../src/engine/host/event-view.js";
import type { SocketView } from "../../../src/engine/host/socket-view.js";

/** Plain values, which can be compared. */
export type Facts = Record<string, unknown>;

/** Bytes of a read in which a command is looked for (core/protocols/told.ts): no more of them are kept. */
const KEPT = 256;

const OF_SOCKET = [
  ...(["id", "origin", "pid", "fd", "local", "peer", "transport", "identity", "proven", "writeShut"] as const),
  ...(["isShuttingDown", "hasNoRoom", "saysMore", "resetsOnClose", "mayBeTwo", "mayLiveOn", "hasCarried"] as const),
  ...(["switchedAt", "isConnection"] as const),
];

/** All that an event says, and what is known of its socket at that moment. */
export function factsOf(viewed: ViewedEvent): Facts {
  const event = viewed as unknown as SocketEvent;
  const facts: Facts = { ...event, socket: socketFacts(viewed.socket) };
  if (event.kind === "read" || event.kind === "write") facts.pieces = event.pieces.map(pieceFacts);
  if (event.kind === "write") facts.offered = event.offered?.map(pieceFacts) ?? null;
  return facts;
}

function pieceFacts(piece: VisibleBytes): Facts {
  const { seen, length, start, elided, misfit } = piece;
  return { seen, length, start: start ?? seen, elided: elided ?? null, misfit: misfit ?? 0 };
}

export function socketFacts(socket: SocketView): Facts {
  const facts: Facts = {};
  for (const name of OF_SOCKET) facts[name] = socket[name];
  facts.orders = ordersFacts(socket.orders);
  facts.home = homeFacts(socket);
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
function homeFacts(socket: SocketView): Facts | null {
  const { home } = socket;
  return home && { waitsByPolls: home.waitsByPolls, mayHaveHungUp: home.mayHaveHungUp(socket.fd, 0) };
}
