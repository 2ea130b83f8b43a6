import { constants } from "node:os";
import type { AtEnd } from "../../run/at-end.js";

/** Ends on these signals with the status that a shell knows, and through `exit`: what is half-written is taken away. */
export function endOnSignals(signals: readonly NodeJS.Signals[], atEnd: AtEnd): void {
  for (const signal of signals) {
    const end = (): void => process.exit(128 + constants.signals[signal]);
    process.once(signal, end);
    atEnd.add(() => process.off(signal, end));
  }
}
