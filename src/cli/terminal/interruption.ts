import { constants } from "node:os";
import type { OutputStream } from "../../run/streams.js";
import { leaveLine } from "./end-on-signals.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A way to end a long command early without losing what it has found out. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** 128 and the number of the signal, as shells report it; null if no signal has come. */
  readonly exitCode: () => number | null;
  /** Takes the handlers away again. */
  readonly restore: () => void;
}

/** Catches SIGINT, SIGTERM and SIGHUP. The first signal aborts; a second one ends the process at once. */
export function interruption(stderr: OutputStream): Interruption {
  const controller = new AbortController();
  let code: number | null = null;
  const handlers = SIGNALS.map((name) => {
    const interrupt = (): void => {
      if (code !== null) process.exit(code);
      leaveLine(name, { stderr });
      code = 128 + constants.signals[name];
      controller.abort();
    };
    process.on(name, interrupt);
    return () => process.off(name, interrupt);
  });
  return { signal: controller.signal, exitCode: () => code, restore: () => handlers.forEach((off) => void off()) };
}
