import type { Orders, SocketOrigin } from "./socket.js";

/** The fd table that got a socket last, as far as whoever hears of the socket asks. */
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
