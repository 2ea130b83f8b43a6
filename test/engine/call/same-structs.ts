import { epoll } from "../../../src/core/sockets/handlers/epoll.js";
import { options } from "../../../src/core/sockets/handlers/options.js";
import { passFds, receiveFds } from "../../../src/core/sockets/handlers/passing.js";
import { poll } from "../../../src/core/sockets/handlers/poll.js";
import { lifecycle } from "../../../src/core/sockets/handlers/process.js";
import type { SocketModel } from "../../../src/core/sockets/model.js";
import type { Thread } from "../../../src/core/sockets/thread.js";
import type { Syscall } from "../../../src/core/strace/call/syscall.js";
import { ask, isIt, numberFrom, tell, textFrom } from "./asker.js";
import { equal } from "./equal.js";

/** What a handler of TypeScript does, as a list: its model is made of functions that write down what they are called with. */
type Log = unknown[];

const IN = 1;
const OUT = 4;
const ERROR = 8;
const HANG_UP = 16;
const READ_HANG_UP = 0x2000;

/** A socket of which each flag of a poll shows: it is blocked, and nobody shuts it down. */
const socketFor = (log: Log) => ({
  blocked: true,
  isShuttingDown: false,
  set hasNoRoom(value: boolean) {
    log.push("no room", value);
  },
});

function modelFor(log: Log, socket: object): SocketModel {
  const model = {
    emit: (_socket: object, _call: Syscall, fields: { kind: string; error?: string }, fd?: number) =>
      log.push(fields.kind, fd ?? fields.error),
    threads: {
      abandonClone: () => {},
      finishClone: (_thread: object, _child: number, shares: boolean) => void log.push(shares),
    },
    scmRights: { send: () => null, receive: () => null },
    fds: {
      adopt: (_call: Syscall, _thread: Thread, fd: number, _closes: boolean, decoration: string | null) =>
        log.push(fd, decoration),
      install: (_socket: null, _call: Syscall, _thread: Thread, fd: number) => log.push(fd, "other"),
    },
    socketOf: () => socket,
  };
  return model as unknown as SocketModel;
}

function threadFor(log: Log, socket: object): Thread {
  const set = {
    add: (...what: unknown[]) => log.push("add", ...what),
    remove: (fd: number) => log.push("remove", fd),
    waitsToWrite: true,
    asksWritable: () => true,
    fdOf: noting(log, "key", 5),
  };
  const table = { epollSet: noting(log, "set", set), get: () => ({ socket }), hangUpUnplaced: () => {} };
  return { table } as unknown as Thread;
}

/** A function that always gives the same answer, and notes what it was asked. */
function noting<T>(log: Log, what: string, answer: T) {
  return (asked: unknown): T => {
    log.push(what, asked);
    return answer;
  };
}

/** What the handlers of polls report of a sum of flags (core/sockets/handlers/ready.ts). */
function reported(log: Log, ready: number, fd: number | null, asksWritable: boolean): void {
  const has = (flag: number): boolean => (ready & flag) !== 0;
  log.push("no room", asksWritable && has(IN) && !has(OUT));
  if (has(ERROR) || has(HANG_UP)) log.push("hangup", fd);
  else if (has(OUT)) log.push("writable", fd);
  if (has(READ_HANG_UP)) log.push("read-hangup", fd);
}

function sameLog(own: Log, log: Log): void {
  equal(written(own), written(log), "log");
}

/** The engine does not keep the digits of a number beyond 64 bits: no key that strace prints is so large. */
function written(log: Log): string {
  return JSON.stringify(log).replace(/"(?:\d{20,}|0x[\da-f]{17,})"/g, (text) =>
    BigInt(text.slice(1, -1)) > MOST ? "large" : text,
  );
}

const MOST = 0xffff_ffff_ffff_ffffn;

/** The engine reads what epoll_ctl changes as the handler does. */
export function sameEpollChange(call: Syscall): void {
  const log: Log = [];
  epoll["epoll-ctl"](modelFor([], {}), call, threadFor(log, {}));
  tell(call);
  const own: Log = [];
  if (call.result.value === 0 && isIt("readEpollChange")) {
    own.push("set", numberFrom("epollSet"));
    const operation = ask("epollOperation");
    if (operation === 2) own.push("remove", numberFrom("epollFd"));
    if (operation === 1) own.push("add", numberFrom("epollFd"), textFrom("sayEpollKey"), isIt("epollAsksWritable"));
  }
  const told = log[2] === "add" && log.length === 5 ? [...log, false] : log; // the handler leaves `false` out
  sameLog(own, told);
}

/** The engine reads what epoll_wait reports as the handler does. */
export function sameEpollEvents(call: Syscall): void {
  const log: Log = [];
  const socket = socketFor(log);
  epoll["epoll-wait"](modelFor(log, socket), call, threadFor(log, socket));
  tell(call);
  const own: Log = [];
  if (!isIt("reportsMore")) own.push("set", numberFrom("setOfText"));
  if (isIt("beginEpollEvents")) {
    own.push("set", numberFrom("epollEventsSet"));
    while (isIt("nextEpollEvent")) {
      own.push("key", textFrom("sayEventKey") ?? "");
      reported(own, ask("epollReady"), 5, true);
    }
  }
  sameLog(own, log);
}

/** The engine reads what poll reports as the handler does. */
export function samePollAnswers(call: Syscall): void {
  const log: Log = [];
  const socket = socketFor(log);
  poll.poll(modelFor(log, socket), call, threadFor(log, socket));
  tell(call);
  const own: Log = [];
  if (isIt("beginPollAnswers")) {
    while (isIt("nextPollAnswer")) reported(own, ask("pollReady"), numberFrom("pollFd"), isIt("pollAsksWritable"));
  }
  sameLog(own, log);
}

/** The engine reads the fds of a message as the handlers do. */
export function samePassedFds(call: Syscall): void {
  const log: Log = [];
  receiveFds(modelFor(log, {}), call, threadFor([], {}));
  passFds(modelFor([], {}), call, threadFor([], {}));
  tell(call);
  const own: Log = [];
  if ((call.result.value ?? -1) >= 0) {
    ask("beginPassedFds");
    while (isIt("nextPassedFd")) own.push(numberFrom("passedFd"), textFrom("sayPassedDecoration"));
  }
  const named = log.map((each, index) => (each === "other" ? own[index] : each)); // a file is installed, whatever its name
  sameLog(own, named);
}

/** The engine reads options of sockets, and the flags of clone, as the handlers do. */
export function sameOptions(call: Syscall): void {
  const log: Log = [];
  const socket = { transport: "tcp", resetsOnClose: false };
  options.getsockopt(modelFor(log, socket), call, threadFor([], {}));
  options.setsockopt(modelFor([], socket), call, threadFor([], {}));
  lifecycle.clone(modelFor(log, {}), call, threadFor([], {}));
  tell(call);
  const own: Log = [];
  const error = isIt("holdsPart", 3) && isIt("readSocketError") ? textFrom("saySocketError") : null;
  if (error !== null) own.push("hangup", error);
  if ((call.result.value ?? 0) > 0) own.push(isIt("sharesFiles"));
  sameLog(own, log);
  if (socket.resetsOnClose) equal(isIt("isLingerOfNothing", ask("argument", 3)), true, "linger");
}
