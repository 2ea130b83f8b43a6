import type { ResponseWrite } from "./response-write.js";

/** How many writes are refused if none met a full socket. */
const MOST = 3;

/**
 * Chooses the writes of a response to refuse, by number.
 *
 * The first write that met a full socket is enough: the kernel might have refused it as well. Which writes follow it
 * depends on when the client reads and on which threads go on. If no write met a full socket, the first three are
 * chosen; for those the kernel may never report room, because the socket was never full.
 */
export function chooseWrites(writes: readonly ResponseWrite[]): number[] {
  const full = writes.find(({ isFull }) => isFull);
  const chosen = full ? [full] : writes.filter((write) => !isShadowed(write, writes)).slice(0, MOST);
  return chosen.map(({ number }) => number);
}

/** True if strace would refuse an earlier write instead: another thread's, with the same name and the same count. */
function isShadowed({ number, call, ordinal }: ResponseWrite, writes: readonly ResponseWrite[]): boolean {
  return writes.some((other) => other.number < number && other.call === call && other.ordinal === ordinal);
}
