/** What has to be undone however a command ends: by itself, with an error, or because the process exits. */
export class AtEnd {
  readonly #acts = new Set<() => void>();

  add(act: () => void): void {
    this.#acts.add(act);
  }

  /** It is not to be undone any more. */
  delete(act: () => void): void {
    this.#acts.delete(act);
  }

  /** Undoes everything, once. */
  run(): void {
    for (const act of this.#acts) {
      this.#acts.delete(act);
      act();
    }
  }
}
