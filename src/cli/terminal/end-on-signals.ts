import { constants } from "node:os";
import type { AtEnd } from "../../run/at-end.js";
import { print } from "../../run/say.js";
import type { OutputStream } from "../../run/streams.js";

/** A bar on the terminal, as far as a signal has to do with it. */
export interface ClearedBar {
  readonly isShown: boolean;
  clear(): void;
}

/** What a signal meets on the terminal. */
export interface InterruptedScreen {
  readonly stderr: OutputStream;
  readonly atEnd: AtEnd;
  /** Null if none is drawn. */
  readonly progress?: ClearedBar | null;
}

/** Ends on these signals with the status that a shell knows, and through `exit`: what is half-written is taken away. */
export function endOnSignals(signals: readonly NodeJS.Signals[], screen: InterruptedScreen): void {
  for (const signal of signals) {
    const end = (): void => {
      leaveLine(signal, screen);
      process.exit(128 + constants.signals[signal]);
    };
    process.once(signal, end);
    screen.atEnd.add(() => process.off(signal, end));
  }
}

/** Takes the bar off the terminal when a signal ends the process. The signal ends it all the same, as it would have. */
export function clearOnSignals(signals: readonly NodeJS.Signals[], screen: InterruptedScreen): void {
  if (!screen.progress) return;
  for (const signal of signals) {
    const end = (): void => {
      screen.progress?.clear();
      process.kill(process.pid, signal); // no handler is left: the signal ends the process
    };
    process.once(signal, end);
    screen.atEnd.add(() => process.off(signal, end));
  }
}

/** For a command that goes on after Ctrl-C: what it prints then begins on a line of its own. */
export function leaveLineOnInterrupt(screen: InterruptedScreen): void {
  const leave = (): void => leaveLine("SIGINT", screen);
  process.on("SIGINT", leave);
  screen.atEnd.add(() => process.off("SIGINT", leave));
}

/** Leaves the cursor at the begin of a line. Where no bar is to be erased, the terminal has written `^C` there. */
export function leaveLine(
  signal: NodeJS.Signals,
  { stderr, progress = null }: Pick<InterruptedScreen, "stderr" | "progress">,
): void {
  const isShown = progress?.isShown === true;
  progress?.clear();
  if (signal === "SIGINT" && !isShown && stderr.isTTY === true) print(stderr, "\n");
}
