import { expect } from "vitest";
import type { FdTable } from "../../../src/core/sockets/fds/fd-table.js";
import type { Socket } from "../../../src/core/sockets/socket.js";
import type { ModelEngine } from "./model-engine.js";

/** An object of the core, and the address of the one in the engine that has to do the same. */
export interface Pair<T> {
  readonly core: T;
  readonly own: number;
}

/** Numbers of one leaf, of neighbours, of far parts of the tree, and two that no fd has. */
export const FDS = [
  0, 1, 2, 3, 5, 31, 32, 33, 63, 64, 100, 1023, 1024, 1025, 40_000, 2_147_483_647, 2_147_483_650, 1e12,
];

/** @param ownOf the address of a socket in the engine */
export function expectSameTable(
  engine: ModelEngine,
  { core, own }: Pair<FdTable>,
  ownOf: (socket: Socket | null) => number,
): void {
  for (const fd of FDS) {
    const entry = core.get(fd);
    expect(engine.asks("getFd", own, fd)).toBe(entry !== undefined);
    if (!entry) continue;
    const { socket, opener, order } = entry;
    const facts = [entry.fd, ownOf(socket), Number(core.isClosedByExec(fd)), opener ?? -1, order];
    expect(engine.results).toEqual(facts);
  }
  expect(engine.list("socketsOfTable", own)).toEqual(core.sockets().map(ownOf));
}

/** @param pid a thread that may have used it */
export function expectSameSocket(engine: ModelEngine, { core, own }: Pair<Socket>, pid: number): void {
  expect(engine.list("socketFacts", own, pid)).toEqual(
    [
      core.id,
      ["tcp", "unix", "unknown"].indexOf(core.transport),
      core.references,
      core.switchedAt ?? 0,
      core.isConnection,
      core.isUsedOnlyBy(pid),
      core.isOnlyOf(pid),
      core.usedBySeveralThreads,
      core.wasAssumed,
      core.proven,
    ].map(Number),
  );
  expect(engine.asks("isBehind", own)).toBe(core.news.isBehind);
}
