/** A signal that asked a process to end, or that ended it. */
export interface EndSignal {
  /** Such as `SIGTERM`. */
  readonly name: string;
  readonly line: number;
}

/** The last bytes that a thread took from a socket. */
export interface LastRead {
  readonly line: number;
  readonly pieces: readonly { readonly seen: string; readonly length: number }[];
}

/** What may have told a program to end a stream, as it was known when the program ended it. */
export interface Orders {
  /** The last signal of this kind that the process got. */
  readonly signal: EndSignal | null;
  /** What the thread that ended the stream had read last, from any socket. */
  readonly read: LastRead | null;
}

/** Signals that people and supervisors send to end a program (signal(7)); a crash is none of them. */
const END_SIGNALS: ReadonlySet<string> = new Set(["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGKILL"]);

export function isEndSignal(name: string): boolean {
  return END_SIGNALS.has(name);
}
