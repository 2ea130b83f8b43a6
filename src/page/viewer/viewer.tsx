import { render } from "preact";

/** Shows a view stream (core/formats/html/view-line.ts) while it comes. */
export interface Viewer {
  /** Takes the next lines of the stream, each a JSON text without its newline. It shows them soon, and parses them at once. */
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
  render(<p>no records</p>, root);
  return { take: () => {}, progress: () => {}, finish: () => {}, fail: () => {} };
}
