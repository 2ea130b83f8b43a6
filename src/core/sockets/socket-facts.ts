/** How the program got a socket. A `seen` socket was open before the capture began. */
export type SocketOrigin = "accept" | "connect" | "socket" | "socketpair" | "seen";

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

/** What may have made a program end a stream: what was known of it at that moment. */
export interface Orders {
  /** The last signal of this kind that the process got. */
  readonly signal: EndSignal | null;
  /** What the thread that ended the stream had read last, from any socket. */
  readonly read: LastRead | null;
  /** True if no call closed the socket: its process went away, killed by a signal or with a status other than 0. */
  readonly hasFailed: boolean;
}

/** The fd table that got a socket last: the questions that a protocol asks of it. */
export interface SocketHome {
  /** True if the process waits by polls, which also report that a peer is gone. */
  readonly waitsByPolls: boolean;
  /** True if a hang-up that was reported after the line `since` may have been that of the fd. */
  mayHaveHungUp(fd: number, since: number): boolean;
}

/** What is known of a socket while one of its events is reported. The fields are those of `Socket`. */
export interface SocketFacts {
  readonly id: number;
  readonly origin: SocketOrigin;
  readonly pid: number | null;
  readonly fd: number;
  readonly local: string | null;
  readonly peer: string | null;
  readonly transport: "tcp" | "unix" | "unknown";
  readonly identity: string | null;
  readonly proven: boolean;
  readonly writeShut: boolean;
  readonly isShuttingDown: boolean;
  readonly hasNoRoom: boolean;
  readonly saysMore: boolean;
  readonly resetsOnClose: boolean;
  readonly mayBeTwo: boolean;
  readonly mayLiveOn: boolean;
  readonly hasCarried: boolean;
  readonly isConnection: boolean;
  readonly switchedAt: number | null;
  readonly orders: Orders | null;
  readonly home: SocketHome | null;
}
