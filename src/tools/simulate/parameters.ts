/** What a write loop does after the kernel refused a part: hyper before its fix, the fix, and two alternatives. */
export const POLICIES = ["discard-pending", "flush-before-shutdown", "pending-in-loop", "flushing-state"] as const;
export type Policy = (typeof POLICIES)[number];

export const WRITE_CALLS = ["writev", "write", "sendto"] as const;
/** `writev` hands over the rest fragment by fragment; the others hand it over as one flat buffer. */
export type WriteCall = (typeof WRITE_CALLS)[number];

/** A client: one connection, its requests one after the other, and how it reads. */
export interface ClientParameters {
  /** Microseconds from the start of the server to the connection. */
  readonly arrival: number;
  /** Body bytes of each response that it asks for. The last request says `Connection: close`. */
  readonly bodies: readonly number[];
  /** Body bytes of its last request, a POST. The server reads the first 8,192 bytes of the request and leaves the rest. */
  readonly upload: number;
  /** Bytes a second; 0 never reads. */
  readonly readRate: number;
  /** Microseconds from the first request until it begins to read. */
  readonly delay: number;
  /** By which share its speed varies: 0 is a constant speed, 0.5 is between half and one and a half of it. */
  readonly jitter: number;
  /** Microseconds after which another thread of the server shuts the connection down, done or not; null for never. */
  readonly timeout: number | null;
  /** Bytes after which it hangs up; null for never. */
  readonly abortAfter: number | null;
}

export interface ServerParameters {
  readonly policy: Policy;
  readonly call: WriteCall;
  /** How the server ends a connection: SHUT_WR and then close, or only close. */
  readonly ending: "shutdown" | "close";
  readonly framing: "content-length" | "chunked";
  /** Body bytes of a chunk. */
  readonly chunk: number;
  readonly transport: "tcp" | "unix";
  /** Bytes that the kernel's socket buffer holds. */
  readonly sndbuf: number;
  readonly threads: number;
  /** Microseconds that a call costs under strace, with the time until the next one. */
  readonly callCost: number;
}

export interface SimulationParameters {
  readonly server: ServerParameters;
  readonly clients: readonly ClientParameters[];
  readonly seed: number;
  /** SIGTERM, or the end of the capture, after so many microseconds; null for SIGTERM when all is done. */
  readonly stop: { readonly at: number; readonly by: "kill" | "detach" } | null;
}

/** The well-known case: hyper on a Unix socket, 14.9 MB for a reader of 20 MB/s. */
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
