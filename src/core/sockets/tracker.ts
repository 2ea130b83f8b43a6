import { Syscall } from "../strace/call/syscall.js";
import type { StraceEvent } from "../strace/event.js";
import type { LineRef } from "../strace/line/line-ref.js";
import { NO_RESULT } from "../strace/line/result/result.js";
import { callRow } from "../syscalls/rows.js";
import type { TracedCalls } from "../syscalls/traced-calls.js";
import type { SocketEvent } from "./event.js";
import type { Handler } from "./handler.js";
import { SocketModel } from "./model.js";
import { settledSocket } from "./settled-socket.js";
import { isInDoubt } from "./short-write.js";
import type { Socket } from "./socket.js";

/** After every so many calls and halves of calls, threads that are idle are looked for. */
const SWEEP = 1024;

/** Signals that people and supervisors send to end a program (signal(7)); a crash is none of them. */
const END_SIGNALS: ReadonlySet<string> = new Set(["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGKILL"]);

/** Applies what strace printed to the model, event by event, and reports what happened to which socket. */
export class SocketTracker {
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #model: SocketModel;
  /** How many calls and first halves of calls were applied. */
  #applied = 0;

  /**
   * @param handlers the handlers, by the name of the call; any other call costs one look-up
   * @param traced the calls that were traced or, if that is unknown, those that the capture holds so far
   * @param onMark hears of what `mark` said of a socket, before the next event of that socket
   */
  constructor(
    handlers: ReadonlyMap<string, Handler>,
    traced: TracedCalls,
    listener: (event: SocketEvent) => void,
    onMark?: (socket: Socket, kind: string) => void,
  ) {
    this.#handlers = handlers;
    this.#model = new SocketModel(traced, listener, onMark);
  }

  apply(event: StraceEvent): void {
    if (event.kind === "call") this.#call(event.call);
    else if (event.kind === "notice" && event.attached !== null) this.#model.threads.attach(event.attached);
    else if (event.kind === "unfinished") this.#begin(event.name, event.argumentsText, event.at);
    else if (event.kind === "signal") this.#signal(event.signal, event.at);
    else if (event.kind === "killed") {
      this.#signal(event.signal, event.at); // SIGKILL has no line of its own
      this.#exit(event.at, event.isAfterResumed, true);
    } else if (event.kind === "exit") this.#exit(event.at, event.isAfterResumed, event.status !== 0);
  }

  /** The pids that submitted work to an io_uring; null for a thread whose pid strace did not print. */
  get ringUsers(): ReadonlySet<number | null> {
    return this.#model.ringUsers;
  }

  /** Whether an fd of a thread is a socket; null if the capture does not show what opened it. */
  isSocket(pid: number | null, fd: number): boolean | null {
    const entry = this.#model.threads.find(pid)?.table.get(fd);
    return entry ? entry.socket !== null : null;
  }

  /** Whether an epoll set of the thread's process is asked, each time, whether an fd takes bytes. */
  waitsToWrite(pid: number | null): boolean {
    return this.#model.threads.find(pid)?.table.waitsToWrite ?? false;
  }

  /**
   * Something is to be said of the sockets that a line of this thread may be about: all sockets if the thread is unknown.
   * Each hears of it before its next event.
   *
   * @param fd the fd that the line is about; null if it may be about any
   */
  mark(kind: string, pid: number | null, fd: number | null = null): void {
    const own = this.#model.threads.find(pid)?.table;
    if (own && !own.assumed && fd !== null) own.get(fd)?.socket?.news.take(kind, null);
    else this.#model.emitter.mark(kind, own && pid !== null ? own : null);
  }

  /** Reports the sockets that are still open at the end of the capture, in the order in which they were opened. */
  finish(line: number, time: number | null): void {
    const at: LineRef = { pid: null, line, time };
    const { emitter, live, fds } = this.#model;
    fds.endAside();
    for (const socket of live) emitter.emit(socket, { kind: "end", by: "capture-end" }, { at, fd: null, call: null });
    live.clear();
  }

  #call(call: Syscall): void {
    const handler = this.#handlers.get(call.name);
    if (!handler) return;
    const model = this.#model;
    const thread = model.threads.resolve(call.pid);
    const entered = thread.entered?.name === call.name ? thread.entered : null;
    if (entered) {
      thread.entered = null;
      model.threads.endCall(thread);
    }
    thread.shortWrite = null;
    if (entered?.isApplied) return;
    model.entered = entered;
    handler(model, call, thread);
    model.entered = null;
    if (entered?.socket && callRow(call.name)?.effect === "shutdown") entered.socket.isShuttingDown = false;
    if (entered?.target) model.emitter.finishWrite(entered.target);
    this.#sweep(call.begin);
  }

  #sweep(at: LineRef): void {
    if (++this.#applied % SWEEP === 0) this.#model.fds.forgetThreads(at);
  }

  /**
   * A call began, and another thread's line follows before the call ends. Its fd means what it means now. A close is
   * applied at once, because the kernel may give the number to another thread before the close returns.
   */
  #begin(name: string, argumentsText: string, at: LineRef): void {
    const { threads, emitter } = this.#model;
    const thread = threads.resolve(at.pid);
    const handler = this.#handlers.get(name);
    const row = handler && callRow(name);
    if (!row) return;
    const { effect, to } = row;
    if (effect === "clone") threads.beginClone(thread, argumentsText.includes("CLONE_FILES"));
    const isClose = effect === "close";
    const begun = (): Syscall => new Syscall(name, at.pid, argumentsText, NO_RESULT, at, at, "unfinished");
    const socket = settledSocket(argumentsText, thread);
    const target = to === undefined ? null : to === 0 ? socket : settledSocket(begun().fdText(to), thread);
    thread.entered = { name, socket, target, isApplied: isClose };
    if (isClose) handler(this.#model, begun(), thread);
    if (socket && effect === "shutdown") socket.isShuttingDown = !/SHUT_RD(?!WR)/.test(argumentsText);
    if (target) emitter.beginWrite(target);
    this.#sweep(at);
  }

  #signal(name: string, { pid, line }: LineRef): void {
    const table = END_SIGNALS.has(name) ? this.#model.threads.find(pid)?.table : null;
    if (table) table.endSignal = { name, line };
  }

  #exit(at: LineRef, isAfterResumed: boolean, hasFailed: boolean): void {
    const { threads, emitter, fds } = this.#model;
    threads.forget(at.pid);
    const thread = threads.find(at.pid);
    if (!thread) return;
    thread.entered = null;
    const { shortWrite } = thread;
    if (isAfterResumed && shortWrite && isInDoubt(shortWrite, at)) {
      const { socket, fd, missing } = shortWrite;
      emitter.emit(socket, { kind: "unconfirmed", missing }, { at, fd, call: null });
    }
    const table = threads.remove(thread);
    if (table) fds.closeAll(table, "exit", { ...at, pid: at.pid ?? thread.pid }, hasFailed);
  }
}
