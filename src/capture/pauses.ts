import { setImmediate, setTimeout } from "node:timers/promises";
import { PAUSE } from "../reading/feed.js";

/** For so many milliseconds after its first bytes, a source is not quiet: the lines that it begins with are looked at together. */
const BEGINNING = 100;

/** The chunks of a source that may be quiet for long, such as a pipe from strace, and a `PAUSE` whenever it is. */
export async function* withPauses<Chunk>(chunks: AsyncIterable<Chunk>): AsyncIterable<Chunk | typeof PAUSE> {
  const source = chunks[Symbol.asyncIterator]();
  let beginning: Promise<void> | null = null;
  try {
    while (true) {
      const next = source.next();
      const isThere = next.then(
        () => true,
        () => true, // the error is thrown below
      );
      const isQuiet = Promise.resolve(beginning).then(() => setImmediate(false));
      if (!(await Promise.race([isThere, isQuiet]))) yield PAUSE;
      const { done, value } = await next;
      if (done) return;
      beginning ??= setTimeout(BEGINNING, undefined, { ref: false });
      yield value;
    }
  } finally {
    // not waited for: the source may be quiet for ever
    source.return?.().catch(() => {});
  }
}
