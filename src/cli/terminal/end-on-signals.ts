import { constants } from "node:os";

/** Ends on these signals with the status that a shell knows, and through `exit`: what is half-written is taken away. */
export function endOnSignals(signals: readonly NodeJS.Signals[]): void {
  for (const signal of signals) process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
