import TinyQueue from "tinyqueue";
import type { Random } from "../../core/random.js";
import { EPOLL } from "./network.js";
import { type CallText, epollWait, interruptedWait } from "./strace/strace-calls.js";
import type { TaskOutcome, Wake, WatchedTask } from "./task.js";
import type { TraceEvent } from "./trace-event.js";

/** The pid of the main thread; those of the others follow it. */
export const MAIN_PID = 20_495;

interface Worker {
  readonly pid: number;
  jobs: { readonly watched: WatchedTask; readonly outcome: TaskOutcome }[];
  /** True while it waits in epoll_wait. */
  isWaiting: boolean;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

const WOKEN: TaskOutcome = { error: null, value: 1 };

/** The threads of the server and their epoll set, on a clock that jumps from one event to the next. */
export class Machine {
  readonly trace: TraceEvent[] = [];
  /** Microseconds of the latest event. */
  now = 0;
  readonly #timers = new TinyQueue<Timer>([], (one, other) => one.at - other.at || one.order - other.order);
  readonly #workers: Worker[] = [];
  readonly #ready: { readonly watched: WatchedTask; readonly events: (at: number) => string }[] = [];
  #order = 0;

  /** @param callCost microseconds of a call together with the time until the next one */
  constructor(
    private readonly random: Random,
    private readonly callCost: number,
  ) {}

  /** Microseconds that a call takes: about a quarter of its cost. The rest passes before the next call. */
  readonly cost = (): number => this.#vary(this.callCost / 4);

  /** Lets a thread wait for events. */
  addWorker(pid: number, at: number): void {
    const worker: Worker = { pid, jobs: [], isWaiting: false };
    this.#workers.push(worker);
    this.#workers.sort((one, other) => one.pid - other.pid); // the main thread has the lowest pid
    this.#wait(worker, at);
  }

  /** Starts a task. It sleeps at first, until epoll has an event for it. */
  watch(watched: WatchedTask, from: number): void {
    const first = watched.task.next(WOKEN);
    if (!first.done && first.value.kind === "sleep") this.#sleep(watched, first.value.wake(from));
  }

  /** Lets everything happen up to a time, in microseconds. */
  run(until: number): void {
    for (let timer = this.#timers.peek(); timer && timer.at <= until; timer = this.#timers.peek()) {
      this.#timers.pop();
      this.now = timer.at;
      timer.run();
    }
  }

  record(event: TraceEvent): void {
    this.trace.push(event);
  }

  /** Records that a thread made a call. */
  call(pid: number, call: CallText, at: number, until: number): void {
    this.trace.push({ kind: "begin", pid, call, at }, { kind: "return", pid, call, at: until });
  }

  /** Sends SIGTERM: the main thread takes it, and all threads end. All calls but epoll_wait have returned. Returns when. */
  kill(at: number): number {
    let time = Math.max(at, this.#last + 1);
    const later = (): number => {
      time += this.cost();
      return time;
    };
    const [main, ...others] = this.#workers;
    if (!main) return time;
    if (main.isWaiting) this.record({ kind: "return", pid: main.pid, call: interruptedWait(EPOLL), at: time });
    this.record({ kind: "signal", pid: main.pid, name: "SIGTERM", sender: main.pid - 9, at: later() });
    for (const { pid, isWaiting } of others) {
      if (isWaiting) this.record({ kind: "cut", pid, call: epollWait(EPOLL, []), at: later() });
    }
    for (const { pid } of [...others].reverse()) this.record({ kind: "killed", pid, by: "SIGTERM", at: later() });
    this.record({ kind: "killed", pid: main.pid, by: "SIGTERM", at: later() });
    return time;
  }

  /** Ends the capture; the server goes on. */
  detach(): void {
    const time = this.#last + 1;
    for (const { pid } of this.#workers) this.record({ kind: "detached", pid, at: time });
  }

  get #last(): number {
    return this.trace.reduce((latest, { at }) => Math.max(latest, at), 0);
  }

  #after(at: number, run: () => void): void {
    this.#timers.push({ at, order: this.#order++, run });
  }

  #vary(mean: number): number {
    return Math.max(1, Math.round(mean * (0.5 + this.random.next())));
  }

  #gap(): number {
    return this.#vary((this.callCost * 3) / 4);
  }

  /** Lets the thread enter epoll_wait. */
  #wait(worker: Worker, from: number): void {
    this.#after(from + this.#gap(), () => {
      worker.isWaiting = true;
      this.record({ kind: "begin", pid: worker.pid, call: epollWait(EPOLL, []), at: this.now });
      this.#dispatch();
    });
  }

  /** Wakes one waiting thread for each ready task. The last waiting thread takes all tasks that are left. */
  #dispatch(): void {
    for (;;) {
      const idle = this.#workers.filter(({ isWaiting }) => isWaiting);
      const worker = idle[this.random.between(0, idle.length - 1)];
      if (!worker || this.#ready.length === 0) return;
      const taken = this.#ready.splice(0, idle.length === 1 ? this.#ready.length : 1);
      const events = taken.map(({ watched, events }) => ({ data: watched.data, events: events(this.now) }));
      const until = this.now + this.#vary(4);
      this.record({ kind: "return", pid: worker.pid, call: epollWait(EPOLL, events), at: until });
      worker.isWaiting = false;
      worker.jobs = taken.map(({ watched }) => ({ watched, outcome: WOKEN }));
      this.#next(worker, until);
    }
  }

  #next(worker: Worker, at: number): void {
    const job = worker.jobs.shift();
    if (job) this.#step(worker, job.watched, job.outcome, at);
    else this.#wait(worker, at);
  }

  #step(worker: Worker, watched: WatchedTask, outcome: TaskOutcome, at: number): void {
    const { done, value: step } = watched.task.next(outcome);
    if (done || !step) this.#next(worker, at);
    else if (step.kind === "sleep") {
      this.#sleep(watched, step.wake(at));
      this.#next(worker, at);
    } else {
      this.#after(at + this.#gap(), () => {
        const made = step.make(this.now);
        if (!made) {
          this.#step(worker, watched, WOKEN, this.now);
          return;
        }
        this.call(worker.pid, made.text, this.now, made.until);
        let until = made.until;
        if (made.signal) {
          until += 1;
          const sender = this.#workers[0]?.pid ?? worker.pid;
          this.record({ kind: "signal", pid: worker.pid, name: made.signal, sender, at: until });
        }
        this.#after(until, () => this.#step(worker, watched, made, until));
      });
    }
  }

  #sleep(watched: WatchedTask, wake: Wake | null): void {
    if (!wake) return;
    this.#after(Math.max(wake.at, this.now), () => {
      this.#ready.push({ watched, events: wake.events });
      this.#dispatch();
    });
  }
}
