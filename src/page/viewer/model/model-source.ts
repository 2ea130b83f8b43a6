import { RunModel } from "./run-model.js";

/** Milliseconds between two pictures of a stream that is still coming; more if a picture takes long, because each sorts all rows anew. */
const BETWEEN = 400;
/** So many times as long as a picture takes, the next one waits. */
const PATIENCE = 8;

const HEAD = '{"kind":"view"';

/** A model, and who wants to hear that it has changed. */
export class ModelSource {
  model = new RunModel();
  /** What all captures say together, while it comes. */
  #joined: RunModel | null = null;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #hasShown = false;
  /** Milliseconds of the last picture. */
  #took = 0;
  /** Another number after each change that was announced. */
  version = 0;

  /** Takes the next lines of a stream. After a second head, what it says takes the place of what the first one said, once it is whole. */
  take(lines: readonly string[]): void {
    for (const text of lines) {
      if (this.model.alone && text.startsWith(HEAD)) this.#joined = this.model.joined();
      (this.#joined ?? this.model).take(text);
    }
    if (!this.#joined?.summary) return;
    this.#joined.reading = this.model.reading;
    this.model = this.#joined;
    this.#joined = null;
  }

  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Announces a change soon, together with those that follow; the first one at once. */
  changed(): void {
    if (!this.#hasShown) this.changedNow();
    else this.#timer ??= setTimeout(() => this.changedNow(), Math.max(BETWEEN, PATIENCE * this.#took));
  }

  changedNow(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#hasShown = true;
    this.version++;
    const began = performance.now();
    for (const listener of this.#listeners) listener();
    setTimeout(() => {
      this.#took = performance.now() - began; // what listens draws before
    });
  }
}
