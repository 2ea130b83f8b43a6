import type { Syscall } from "../../core/strace/call/syscall.js";
import type { StraceEvent } from "../../core/strace/event.js";
import { isInjected } from "../../core/strace/line/result/result.js";
import { callRow } from "../../core/syscalls/rows.js";

/** Keeps what the socket model does not need: how strace's `when=` counts calls, and which writes do not wait. */
export class CallBook {
  /** How many calls each thread has made so far, by thread and name. */
  readonly #counts = new Map<string, number>();
  readonly #ordinals = new Map<number, number>();
  /** For each fd, the lines on which it became non-blocking. */
  readonly #nonBlocking = new Map<number, number[]>();
  /** Seconds at which a wait such as epoll_wait ended, by its line. */
  readonly #returns = new Map<number, number>();
  /** Lines of writes with MSG_DONTWAIT. */
  readonly #impatient = new Set<number>();
  /** How many calls of any kind strace refused. */
  injected = 0;
  /** Seconds at which SIGTERM came; null if it did not come, or if the capture has no times. */
  stoppedAt: number | null = null;

  event(event: StraceEvent): void {
    if (event.kind === "call") this.#call(event.call);
    if (event.kind === "signal" && event.signal === "SIGTERM") this.stoppedAt ??= event.at.time;
  }

  #call(call: Syscall): void {
    const { line } = call.begin;
    if (isInjected(call.result)) this.injected++;
    const { time } = call.begin;
    const row = callRow(call.name);
    if (row?.waits === "events" && time !== null && call.result.duration !== null) {
      this.#returns.set(line, time + call.result.duration);
    }
    if (row?.to !== undefined) {
      const key = `${call.pid} ${call.name}`;
      const ordinal = (this.#counts.get(key) ?? 0) + 1;
      this.#counts.set(key, ordinal);
      this.#ordinals.set(line, ordinal);
      if (call.argumentsText.includes("MSG_DONTWAIT")) this.#impatient.add(line);
      return;
    }
    const fd = nonBlockingFd(call);
    if (fd === null) return;
    const lines = this.#nonBlocking.get(fd);
    if (lines) lines.push(line);
    else this.#nonBlocking.set(fd, [line]);
  }

  /** The position of the write on this line among its thread's calls of the same name, from 1, as strace counts. */
  ordinalOf(line: number): number {
    return this.#ordinals.get(line) ?? 0;
  }

  /** Seconds at which the wait on this line ended; null if strace ran without -T. */
  returnOf(line: number): number | null {
    return this.#returns.get(line) ?? null;
  }

  /** True if the capture shows that a write to `fd`, which is the same socket since line `since`, does not wait for room. */
  isNonBlocking(fd: number, since: number, line: number): boolean {
    if (this.#impatient.has(line)) return true;
    return (this.#nonBlocking.get(fd) ?? []).some((made) => made >= since && made <= line);
  }
}

/** The fd that a call makes non-blocking, or opens as such; null for other calls. */
function nonBlockingFd({ name, argumentsText, result, fd }: Syscall): number | null {
  if (result.value === null || result.value < 0) return null;
  if (name === "accept4") return argumentsText.includes("SOCK_NONBLOCK") ? result.value : null;
  if (name === "ioctl") return /\bFIONBIO, \[1\]/.test(argumentsText) ? fd : null;
  return /^fcntl/.test(name) && /\bF_SETFL, [^)]*O_NONBLOCK/.test(argumentsText) ? fd : null;
}
