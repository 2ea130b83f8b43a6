import type { OutputStream } from "./streams.js";

/** Bytes that may wait for the reader of a pipe. */
const MOST_WAITING = 1_048_576;

/**
 * Waits until the reader of a pipe has taken what was written, if much of it waits; otherwise returns at once. Node keeps in
 * memory what a full pipe does not take. Whoever reads a capture awaits this between two chunks: signals are still heard.
 */
export async function caughtUp(stream: OutputStream): Promise<void> {
  const { writableLength = 0, writableNeedDrain = false } = stream;
  if (writableNeedDrain && writableLength > MOST_WAITING) await nextEvent(stream, ["drain", "close"]);
}

/** Waits for the first of these events. */
function nextEvent(stream: OutputStream, names: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const onEvent = (): void => {
      for (const name of names) stream.off(name, onEvent);
      resolve();
    };
    for (const name of names) stream.on(name, onEvent);
  });
}
