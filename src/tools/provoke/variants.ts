import type { ResponseWrite } from "./response-write.js";

/** So many writes are refused where none met a full socket. */
const MOST = 3;

/** Where a refusal is aimed, as strace counts: the `ordinal`th call of that name, in whatever thread. */
export interface Aim {
  readonly call: string;
  readonly ordinal: number;
}

/**
 * The writes of a response to refuse, by number: the first that met a full socket, where the kernel might have refused as
 * well. What comes behind it depends on when the client reads, and on the threads that go on. Where none did, the first
 * few: there the kernel may never tell of room.
 */
export function chooseWrites(writes: readonly ResponseWrite[]): number[] {
  const full = writes.find(({ isFull }) => isFull);
  const chosen = full ? [full] : writes.filter((write) => !isShadowed(write, writes)).slice(0, MOST);
  return chosen.map(({ number }) => number);
}

/** True where strace's count comes to an earlier write of another thread first. */
function isShadowed({ number, call, ordinal }: ResponseWrite, writes: readonly ResponseWrite[]): boolean {
  return writes.some((other) => other.number < number && other.call === call && other.ordinal === ordinal);
}

/** strace's `-e inject=`: refuse one call, once in each thread that comes to it. */
export function injection({ call, ordinal }: Aim): string {
  return `inject=${call}:error=EAGAIN:when=${ordinal}`;
}

/**
 * Where write `number` was in a run whose refusal missed it: there where it was seen before, or else where the thread
 * would have come to it whose write was refused in its place; null where neither tells. Tried in turn with where the
 * write usually is, as threads come in few kinds.
 */
export function aimAfterMiss(writes: readonly ResponseWrite[], number: number): Aim | null {
  const refused = writes.find(({ isInjected }) => isInjected);
  const meant = writes.find((write) => write.number === number);
  if (meant && (!refused || number < refused.number)) return { call: meant.call, ordinal: meant.ordinal };
  if (!refused) return null;
  const ordinal = refused.ordinal + number - refused.number;
  return ordinal > 0 ? { call: refused.call, ordinal } : null;
}

/** Learns from every run which call of a thread is which write of the response: threads share work differently each time. */
export class Sights {
  readonly #seen = new Map<number, Map<string, { aim: Aim; times: number }>>();

  /** Takes the writes of a run, up to the first that strace refused: from there on the run is no ordinary one. */
  learn(writes: readonly ResponseWrite[]): void {
    for (const { number, call, ordinal, isInjected } of writes) {
      const seen = this.#seen.get(number) ?? new Map<string, { aim: Aim; times: number }>();
      this.#seen.set(number, seen);
      const key = `${call} ${ordinal}`;
      seen.set(key, { aim: { call, ordinal }, times: (seen.get(key)?.times ?? 0) + 1 });
      if (isInjected) return;
    }
  }

  /** Where that write was most often; null where no run came so far. */
  aimAt(number: number): Aim | null {
    const seen = [...(this.#seen.get(number)?.values() ?? [])];
    return seen.sort((one, other) => other.times - one.times)[0]?.aim ?? null;
  }
}
