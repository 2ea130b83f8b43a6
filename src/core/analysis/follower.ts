import type { BlindSpotCode } from "../protocols/blind-spot.js";
import type { StreamProtocol } from "../protocols/message-facts.js";
import type { StraceEvent } from "../strace/event.js";
import type { ReadElsewhere } from "../strace/read-elsewhere.js";
import type { TracedCalls } from "../syscalls/traced-calls.js";
import type { CaptureSpots } from "./capture-spots.js";
import type { Judge } from "./judge.js";
import type { AnalysisListener } from "./listener.js";
import type { CaptureSilence } from "./silence/capture-silence.js";

/** Follows the sockets of one capture, and what they carry. */
export interface Follower {
  /** The pids that submitted work to an io_uring; null for a thread whose pid strace did not print. */
  readonly ringUsers: ReadonlySet<number | null>;
  /** How many connections there were so far. They are called `c1`, `c2`, ... */
  readonly connectionCount: number;
  /** What it keeps of lines that it reads by itself; undefined if it reads none. */
  readonly elsewhere?: ReadElsewhere;
  /** Applies what a line says. */
  apply(event: StraceEvent): void;
  /** Whether an fd of a thread is a socket; null if the capture does not show what opened it. */
  isSocket(pid: number | null, fd: number): boolean | null;
  /** Whether an epoll set of the thread's process is asked, each time, whether an fd takes bytes. */
  waitsToWrite(pid: number | null): boolean;
  /** The sockets that a line of this thread may be about have a blind spot; all sockets if the thread is unknown. */
  mark(spot: BlindSpotCode, pid: number | null, fd?: number | null): void;
  /** The lines were sorted or moved: from now on, each event has the blind spot `lines-out-of-order`. */
  loseOrder(): void;
  /** Whether plain exchanges on which the program answers are to be judged like all others (core/paths). */
  wantPlain?(isWanted: boolean): void;
  /** Reports the exchanges that are not decided: those of requests that were sent on this line or later. */
  reportOpenHops?(from: number): void;
  /** True if a socket is open that may be the other end of the connection at hand, and still answers on it. */
  isOtherEndOpen?(): boolean;
  /** True if the program of the connection at hand may answer a request at present. */
  isAnswering?(): boolean;
  /** Hands over the counts of the plain exchanges that the follower did not report one by one. */
  settle?(): void;
  /** Ends the capture. `line` is its last line, `time` that of the last line that had one, in seconds. */
  finish(line: number, time: number | null): void;
}

/** Whom a follower reports to. */
export interface FollowerUser {
  readonly listener: AnalysisListener;
  /** The calls that were traced or, if that is unknown, those that the capture holds so far. */
  readonly traced: TracedCalls;
  readonly judge: Judge;
  readonly spots: CaptureSpots;
  readonly silence: CaptureSilence;
  /** Protocols that are not read. */
  readonly silenced: ReadonlySet<StreamProtocol>;
  /** Hears of each call that the follower is the first to find in the lines. */
  readonly onName: (name: string) => void;
}

/** In place of a follower that has a fault: nothing more happens to any socket. What it had reported stands. */
export function abandoned({ connectionCount }: Follower): Follower {
  return {
    connectionCount,
    ringUsers: new Set(),
    apply: () => {},
    isSocket: () => null,
    waitsToWrite: () => false,
    mark: () => {},
    loseOrder: () => {},
    finish: () => {},
  };
}

/** Starts a follower for one capture. */
export type StartFollower = (user: FollowerUser) => Follower;
