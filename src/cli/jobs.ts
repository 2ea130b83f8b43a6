import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { STDIN } from "../capture/source.js";

/** Bytes of captures that are worth a thread of their own: a new one has everything to compile first. */
const WORTH_A_THREAD = 16_000_000;

/** How many captures to check at a time: as many as asked for, otherwise as many as there are cores and work for them. */
export function jobsFor(paths: readonly string[], asked: number | undefined): number {
  if (paths.includes(STDIN)) return 1; // only the main thread has the standard input
  if (asked !== undefined) return Math.max(1, Math.min(asked, paths.length));
  const bytes = paths.reduce((sum, path) => sum + sizeOf(path), 0);
  return Math.max(1, Math.min(availableParallelism(), paths.length, Math.floor(bytes / WORTH_A_THREAD)));
}

/** Bytes; 0 where a size says nothing: a pipe, a folder, a file that is not there. */
export function sizeOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.size : 0;
}
