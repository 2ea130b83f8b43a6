import { isInForeground } from "./processes.js";

/** Signals that a program may be waiting for. */
const PASSED_ON = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;
/** Milliseconds after which the receivers of a signal are looked for again: strace takes a moment to start a program. */
const AGAIN = 20;
const KEYBOARD: ReadonlySet<string> = new Set(["SIGINT", "SIGQUIT"]);

/** Whom a signal is meant for. A terminal sends what is typed to a whole group: `isTyped`. */
type Receivers = (isTyped: boolean) => readonly number[];

/**
 * Hands the signals that this process gets to whom they are meant for, and outlives them: there is a summary to print.
 * A terminal sends its Ctrl-C to the program as well, if that is in the session of this process; that one is not sent
 * twice. Returns how to stop that.
 */
export function passSignalsOn(receivers: Receivers, sharesTerminal = true): () => void {
  const waiting = new Set<NodeJS.Timeout>();
  const pass = (signal: NodeJS.Signals, isTyped: boolean): void => {
    const pids = receivers(isTyped);
    for (const pid of pids) send(pid, signal);
    if (pids.length > 0) return;
    const timer = setTimeout(() => {
      waiting.delete(timer);
      pass(signal, isTyped);
    }, AGAIN);
    waiting.add(timer);
  };
  const stop = listen(PASSED_ON, (signal) => {
    const isTyped = KEYBOARD.has(signal) && isInForeground();
    if (!sharesTerminal || !isTyped) pass(signal, isTyped);
  });
  return () => {
    stop();
    for (const timer of waiting) clearTimeout(timer);
  };
}

/** Turns the first signal that would end this process into `detach`; a second one quits. Returns how to stop that. */
export function detachOnSignal(detach: () => void, quit: () => void): () => void {
  let count = 0;
  return listen(ENDING, () => (++count === 1 ? detach() : quit()));
}

function listen(signals: readonly NodeJS.Signals[], listener: (signal: NodeJS.Signals) => void): () => void {
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it is gone already
  }
}
