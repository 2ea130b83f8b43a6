import type { Viewer } from "../viewer/viewer.js";

const GONE = "unflushed view has ended, or cannot be reached any more";

/** Shows a view stream that a server sends, while it comes. */
export async function followStream(viewer: Viewer, url: string): Promise<void> {
  try {
    const { body, ok } = await fetch(url);
    if (!ok || !body) throw new Error(GONE);
    const lines = new LinesOfChunks();
    const reader = body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const whole = lines.take(next.value);
      if (whole.length > 0) viewer.take(whole);
    }
    viewer.finish();
  } catch {
    viewer.fail(GONE); // the browser's own words say nothing to a person
  }
}

/** Cuts chunks of bytes into lines. A chunk may end within a line, and within a character. */
class LinesOfChunks {
  readonly #decoder = new TextDecoder();
  #rest = "";

  /** Takes a chunk. Returns the lines that are whole by now. */
  take(chunk: Uint8Array): string[] {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split("\n");
    this.#rest = lines.pop() ?? "";
    return lines;
  }
}
