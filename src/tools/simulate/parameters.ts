/** What the write loop does once the kernel has refused a part: hyper before its fix, the fix, and its alternatives. */
export const POLICIES = ["discard-pending", "flush-before-shutdown", "pending-in-loop", "flushing-state"] as const;
export type Policy = (typeof POLICIES)[number];

export const WRITE_CALLS = ["writev", "write", "sendto"] as const;
/** `writev` hands over what is left piece by piece; the others as one flat buffer. */
export type WriteCall = (typeof WRITE_CALLS)[number];

/** A client: one connection, its requests one after the other, and how it reads. */
export interface ClientParameters {
  /** Microseconds from the start of the server to the connection. */
  readonly arrival: number;
  /** Body bytes of each response that it asks for; the last request says `Connection: close`. */
  readonly bodies: readonly number[];
  /** Body bytes of its last request, a POST: the server reads the first 8,192 of the request and leaves the rest. */
  readonly upload: number;
  /** Bytes a second; 0 is a reader that never reads. */
  readonly readRate: number;
  /** Microseconds from the first request until it begins to read. */
  readonly delay: number;
  /** By which share its speed goes up and down: 0 is a constant rate, 0.5 between half and half as much again. */
  readonly jitter: number;
  /** Another thread of the server shuts the connection down after so many microseconds, done or not; null: none does. */
  readonly timeout: number | null;
  /** It hangs up once it has read this many bytes of the connection; null: it never does. */
  readonly abortAfter: number | null;
}

export interface ServerParameters {
  readonly policy: Policy;
  readonly call: WriteCall;
  /** How it ends a connection: SHUT_WR and then close, or close alone. */
  readonly ending: "shutdown" | "close";
  readonly framing: "content-length" | "chunked";
  /** Body bytes of a chunk. */
  readonly chunk: number;
  readonly transport: "tcp" | "unix";
  /** Bytes that the kernel's socket buffer holds. */
  readonly sndbuf: number;
  readonly threads: number;
  /** Microseconds that a call costs under strace, the time until the next one included. */
  readonly callCost: number;
}

export interface SimulationParameters {
  readonly server: ServerParameters;
  readonly clients: readonly ClientParameters[];
  readonly seed: number;
  /** SIGTERM for the server, or the end of the capture, after so many microseconds; null: SIGTERM when all is done. */
  readonly stop: { readonly at: number; readonly by: "kill" | "detach" } | null;
}

/** The famous case: hyper on a Unix socket, 14.9 MB for a reader of 20 MB/s. */
export const FAMOUS: { readonly server: ServerParameters; readonly client: ClientParameters } = {
  server: {
    policy: "discard-pending",
    call: "writev",
    ending: "shutdown",
    framing: "content-length",
    chunk: 65_536,
    transport: "unix",
    sndbuf: 219_264,
    threads: 3,
    callCost: 40,
  },
  client: {
    arrival: 1_000,
    bodies: [14_900_000],
    upload: 0,
    readRate: 20e6,
    delay: 0,
    jitter: 0,
    timeout: null,
    abortAfter: null,
  },
};
