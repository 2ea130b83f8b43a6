import type { OnSocket, SocketEvent, VisibleBytes } from "../../../src/core/sockets/event.js";
import { FdTable } from "../../../src/core/sockets/fds/fd-table.js";
import type { Orders, Socket } from "../../../src/core/sockets/socket.js";
import type { ViewedEvent } from "../../../src/engine/host/event-view.js";
import type { SocketView } from "../../../src/engine/host/socket-view.js";

/** Plain values, which can be compared. */
export type Facts = Record<string, unknown>;

/** Bytes of a read in which a command is looked for (core/protocols/told.ts): no more of them are kept. */
const KEPT = 256;

/** All that an event of the oracle says, and what is known of its socket at that moment. */
export function factsOf(event: SocketEvent): Facts {
  const { socket, ...fields } = event;
  return { ...fields, ...piecesIn(event), socket: socketFacts(socket) };
}

function piecesIn(event: SocketEvent & OnSocket): Facts {
  if (event.kind === "read") return { pieces: event.pieces.map(pieceFacts) };
  if (event.kind !== "write") return {};
  return { pieces: event.pieces.map(pieceFacts), offered: event.offered?.map(pieceFacts) ?? null };
}

function pieceFacts(piece: VisibleBytes): Facts {
  const { seen, length, start, elided, misfit } = piece;
  return { seen, length, start: start ?? seen, elided: elided ?? null, misfit: misfit ?? 0 };
}

export function socketFacts(socket: Socket): Facts {
  const { id, origin, pid, fd, local, peer, transport, identity, decoration, orders, lastUse } = socket;
  const { proven, writeShut, lostBy, isShuttingDown, writesUnderWay, blocked, isFull, hasNoRoom, saysMore } = socket;
  const { resetsOnClose, mayBeTwo, mayLiveOn, hasCarried, usedBySeveralThreads, switchedAt, wasAssumed } = socket;
  const { isConnection, references } = socket;
  return {
    ...{ id, origin, pid, fd, local, peer, transport, identity, decoration, lastUse },
    ...{ proven, writeShut, lostBy, isShuttingDown, writesUnderWay, blocked, isFull, hasNoRoom, saysMore },
    ...{ resetsOnClose, mayBeTwo, mayLiveOn, hasCarried, usedBySeveralThreads, switchedAt, wasAssumed },
    ...{ isConnection, references, orders: ordersFacts(orders), home: homeFacts(socket) },
  };
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

/** The same of an event of the engine. */
export function viewedFacts(event: ViewedEvent): Facts {
  const { socket, ...fields } = event;
  return { ...fields, ...piecesIn(event as unknown as SocketEvent), socket: viewedSocketFacts(socket) };
}

export function viewedSocketFacts(socket: SocketView): Facts {
  const { id, origin, pid, fd, local, peer, transport, identity, orders } = socket;
  const { proven, writeShut, isShuttingDown, hasNoRoom, saysMore } = socket;
  const { resetsOnClose, mayBeTwo, mayLiveOn, hasCarried, switchedAt, isConnection } = socket;
  return {
    ...{ id, origin, pid, fd, local, peer, transport, identity },
    ...{ decoration: socket.text("decoration"), lastUse: socket.number("lastUse") },
    ...{ proven, writeShut, lostBy: socket.pidOf("lostBy"), isShuttingDown },
    ...{ writesUnderWay: socket.number("writesUnderWay"), blocked: socket.is("blocked"), isFull: socket.is("isFull") },
    ...{ hasNoRoom, saysMore, resetsOnClose, mayBeTwo, mayLiveOn, hasCarried },
    ...{ usedBySeveralThreads: socket.is("usedBySeveralThreads"), switchedAt, wasAssumed: socket.is("wasAssumed") },
    ...{ isConnection, references: socket.number("references"), orders: ordersFacts(orders), home: viewedHome(socket) },
  };
}

function viewedHome(socket: SocketView): Facts | null {
  const { home } = socket;
  return home && { waitsByPolls: home.waitsByPolls, mayHaveHungUp: socket.mayHaveHungUp(0) };
}
