/** What the tests of the fd tables, threads and sockets need of the engine. */

import { createTable } from "../../../src/engine/assembly/fds/fd-table";
import { heapBytes } from "../../../src/engine/assembly/heap/allocate";
import { destroyUnused } from "../../../src/engine/assembly/heap/counted";
import { Marks } from "../../../src/engine/assembly/later/marks";
import { reserve } from "../../../src/engine/assembly/memory";
import { live } from "../../../src/engine/assembly/sockets/live-sockets";
import { threads } from "../../../src/engine/assembly/threads/threads";

reserve(0);
export function lineEnds(): void {
  destroyUnused();
}
export function x(): void {
  const s = live.make(0, 1, 2);
  live.add(s);
  threads.resolve(3);
  createTable().copy().take();
  s.home = createTable();
  s.news.latest(changetype<Marks>(0), changetype<Marks>(0));
}
export function used(): f64 {
  return heapBytes();
}
