import type { ResponseWrite } from "./response-write.js";

/** A call as strace's `when=` counts it: the `ordinal`th call of that name in its thread, from 1. */
export interface CallPosition {
  readonly call: string;
  readonly ordinal: number;
}

/**
 * The value of strace's `-e` that refuses one call with EAGAIN. strace counts in each thread: every thread that makes
 * so many calls of the name gets one refusal.
 */
export function injectOption({ call, ordinal }: CallPosition): string {
  return `inject=${call}:error=EAGAIN:when=${ordinal}`;
}

/**
 * The position of write `number` in a run whose refusal hit something else; null if the run does not show it.
 *
 * If the write came before the refusal, or strace refused nothing, this is its position in that run. Otherwise it is
 * the position that the thread of the refused write would have reached next. The caller tries this position in turn
 * with the one seen most often, because threads behave in only a few ways.
 */
export function positionAfterMiss(writes: readonly ResponseWrite[], number: number): CallPosition | null {
  const refused = writes.find(({ isInjected }) => isInjected);
  const meant = writes.find((write) => write.number === number);
  if (meant && (!refused || number < refused.number)) return { call: meant.call, ordinal: meant.ordinal };
  if (!refused) return null;
  const ordinal = refused.ordinal + number - refused.number;
  return ordinal > 0 ? { call: refused.call, ordinal } : null;
}
