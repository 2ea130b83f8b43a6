import type { BlindSpotCode } from "../protocols/blind-spot.js";
import { effectiveCalls, transfers } from "../sockets/effective-calls.js";
import { withoutStrings } from "../strace/arguments/decoration.js";
import { callStartsIn } from "../strace/line/call-start.js";
import { callRow } from "../syscalls/rows.js";
import type { CaptureSpots } from "./capture-spots.js";

/** A clock that is set back, or a second capture after the first, makes the times run back once. */
const MOST_STEPS = 2;
/** The first fd of a call, as far as a clipped line shows it. */
const FIRST_FD = /(?:fd=)?(\d+)[,<]/y;

/** Marks the sockets that a line may be about (`Follower.mark`). */
type MarkSockets = (spot: BlindSpotCode, pid: number | null, fd?: number | null) => void;

/** Lines that cannot be read, that are missing, or that stand in the wrong place: every response that they may be about gets a blind spot. */
export class LostLines {
  /** How often the times ran back. */
  #disorders = 0;

  constructor(
    private readonly mark: MarkSockets,
    private readonly spots: CaptureSpots,
    /** True if the first lines of the capture are not in the order of their times. */
    private readonly areMoved: () => boolean,
  ) {}

  /** True once lines were surely sorted or moved: what happens to a socket says nothing of what came before it. */
  get isOrderLost(): boolean {
    return this.#disorders > MOST_STEPS || this.areMoved();
  }

  /** An unreadable line may have been a write, so every open response of its process gets a blind spot. */
  unreadable(text: string, pid: number | null): void {
    const [{ name } = {}] = callStartsIn(text);
    const isHarmless = name !== undefined && callRow(name) !== undefined && !effectiveCalls.has(name);
    if (isHarmless) return; // a name that Linux does not have may be what is left of another
    this.mark("lines-lost", pid, fdOf(text));
  }

  /** Any call of any process may have stood in the lines that a person left out. */
  elided(line: number): void {
    this.spots.addElision(line);
    this.mark("lines-elided", null);
  }

  /** Which call came first is not known any more. Once, a clock may have been set back; again and again, it was not. */
  disordered(pid: number | null): void {
    if (this.#disorders <= MOST_STEPS) this.mark("lines-out-of-order", pid);
    this.#disorders++;
  }
}

/** What stands between a result and the next call, if a newline is missing. */
const BETWEEN = /\d *(?:\[pid +\d+\] )?[\d:. ]*$/;
/** More characters than strace's columns have. */
const COLUMNS = 64;

/** True if a second call stands on the same line: a newline is missing. */
function holdsSecondCall(text: string): boolean {
  let isFirst = true;
  for (const { name, argsStart } of callStartsIn(text)) {
    const start = argsStart - 1 - name.length;
    const isCall = !isFirst && /^\D/.test(name) && /\d/.test(text[argsStart] ?? "");
    if (isCall && BETWEEN.test(text.slice(Math.max(0, start - COLUMNS), start))) return true;
    isFirst = false;
  }
  return false;
}

/** The fd that a line is about that cannot be read; null if it may be about any. */
function fdOf(text: string): number | null {
  if (holdsSecondCall(withoutStrings(text))) return null;
  for (const { name, argsStart } of callStartsIn(text)) {
    FIRST_FD.lastIndex = argsStart;
    const fd = FIRST_FD.exec(text)?.[1];
    if (fd === undefined) continue;
    const isOnFd = transfers.has(name) || callRow(name)?.effect === "shutdown";
    return isOnFd ? Number(fd) : null;
  }
  return null;
}
