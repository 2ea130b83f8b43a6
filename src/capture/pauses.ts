import { setImmediate } from "node:timers/promises";

/** Comes between two chunks when the second one is not there yet. */
export const PAUSE = Symbol("pause");

/** The chunks of a source that may be quiet for long, such as a pipe from strace, and a `PAUSE` whenever it is. */
export async function* withPauses<Chunk>(chunks: AsyncIterable<Chunk>): AsyncIterable<Chunk | typeof PAUSE> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    while (true) {
      const next = source.next();
      const isThere = next.then(
        () => true,
        () => true, // the error is thrown below
      );
      if (!(await Promise.race([isThere, setImmediate(false)]))) yield PAUSE;
      const { done, value } = await next;
      if (done) return;
      yield value;
    }
  } finally {
    // not waited for: the source may be quiet for ever
    source.return?.().catch(() => {});
  }
}
