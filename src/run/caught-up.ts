import type { OutputStream } from "./streams.js";

/** Bytes that may wait for the reader of a pipe. */
const MOST_WAITING = 1_048_576;

/**
 * Waits until the reader of a pipe has taken what was written, if much of it waits; otherwise returns at once. Node keeps in
 * memory what a full pipe does not take. Whoever reads a capture awaits this between two chunks: signals are still heard.
 */
export async function caughtUp(stream: OutputStream): Promise<void> {
  // again and again: what waits in a file follows
  while (isBehind(stream)) await nextEvent(stream, ["drain", "close"]);
}

function isBehind({ writableLength = 0, writableNeedDrain = false }: OutputStream): boolean {
  return writableNeedDrain && writableLength > MOST_WAITING;
}

/** Waits for the first of these events. It listens no longer than that. */
export function nextEvent(stream: OutputStream, names: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const onEvent = (): void => {
      for (const name of names) stream.off(name, onEvent);
      resolve();
    };
    for (const name of names) stream.on(name, onEvent);
  });
}
