import { render } from "preact";
import { App } from "./app.js";
import { ModelSource } from "./model/model-source.js";

/** Shows a view stream (core/formats/html/view-line.ts) while it comes. */
export interface Viewer {
  /** Takes the next lines of the stream, each a JSON text without its newline. It parses them at once, and shows them soon. */
  take(lines: readonly string[]): void;
  /** How much of the source was read; `totalBytes` is null if nobody knows how much there is. */
  progress(readBytes: number, totalBytes: number | null): void;
  /** No more lines come. */
  finish(): void;
  /** No more lines come, because of an error; what was shown stays. */
  fail(message: string): void;
}

/** Puts an empty viewer into an element, whose content it replaces. A second one in the same element replaces the first. */
export function mountViewer(root: HTMLElement): Viewer {
  root.replaceChildren();
  render(null, root);
  const source = new ModelSource();
  render(<App source={source} />, root);
  return {
    take: (lines) => {
      source.take(lines);
      source.changed();
    },
    progress: (readBytes, totalBytes) => {
      source.model.reading = { ...source.model.reading, readBytes, totalBytes };
      source.changed();
    },
    finish: () => {
      source.model.reading = { ...source.model.reading, state: "finished" };
      source.changedNow();
    },
    fail: (message) => {
      source.model.reading = { ...source.model.reading, state: "failed", message };
      source.changedNow();
    },
  };
}
