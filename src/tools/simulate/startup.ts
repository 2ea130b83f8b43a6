import { MAIN_PID, type Machine } from "./machine.js";
import { EPOLL, EPOLL_CONTROL, EVENTFD, listener, socketArguments } from "./network.js";
import type { ServerParameters } from "./parameters.js";
import { type CallText, epollCtl, plainCall } from "./strace/strace-calls.js";
import { fdText } from "./strace/strace-text.js";

const THREAD =
  "CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD|CLONE_SYSVSEM|CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_CLEARTID";
const STACK = 0x7f96_cf77_2000;
const STACK_SIZE = 0x20_0000;

/** Makes the calls with which the server starts: epoll, threads, socket. Returns the microsecond at which it listens. */
export function startServer(machine: Machine, server: ServerParameters): number {
  let at = 0;
  const call = (text: CallText): void => {
    const until = at + machine.cost();
    machine.call(MAIN_PID, text, at, until);
    at = until + machine.cost();
  };
  call(plainCall("execve", '"/usr/local/bin/server", ["server"], 0x7fff8f15aa78 /* 39 vars */', "0"));
  call(plainCall("epoll_create1", "EPOLL_CLOEXEC", (style) => fdText(EPOLL, style)));
  call(plainCall("eventfd2", "0, EFD_CLOEXEC|EFD_NONBLOCK", (style) => fdText(EVENTFD, style)));
  call(epollCtl(EPOLL, "EPOLL_CTL_ADD", EVENTFD, "EPOLLIN|EPOLLRDHUP|EPOLLET", 2 ** 31));
  const duplicate = plainCall(
    "fcntl",
    (style) => `${fdText(EPOLL, style)}, F_DUPFD_CLOEXEC, 3`,
    (style) => fdText(EPOLL_CONTROL, style),
  );
  call(duplicate);
  for (let thread = 1; thread < server.threads; thread++) {
    const pid = MAIN_PID + thread;
    machine.record({ kind: "attached", pid, at: at + 1 });
    call(clone3(pid, thread));
    machine.addWorker(pid, at);
  }
  const { domain, address } = socketArguments(server);
  const fresh = listener(server, "new");
  const bound = listener(server, "bound");
  call(plainCall("socket", domain, (style) => fdText(fresh, style)));
  call(plainCall("bind", (style) => `${fdText(fresh, style)}, ${address}`, "0"));
  call(plainCall("listen", (style) => `${fdText(bound, style)}, 1024`, "0"));
  call(epollCtl(EPOLL_CONTROL, "EPOLL_CTL_ADD", bound, "EPOLLIN|EPOLLOUT|EPOLLRDHUP|EPOLLET", 0));
  machine.addWorker(MAIN_PID, at);
  return at;
}

function clone3(pid: number, thread: number): CallText {
  const stack = STACK - thread * STACK_SIZE;
  const hex = (value: number): string => `0x${value.toString(16)}`;
  const tid = hex(stack + STACK_SIZE + 0x990);
  const before =
    `{flags=${THREAD}, child_tid=${tid}, parent_tid=${tid}, exit_signal=0, stack=${hex(stack)}, ` +
    `stack_size=0x1ffe40, tls=${hex(stack + STACK_SIZE + 0x6c0)}}`;
  return plainCall("clone3", before, String(pid), ` => {parent_tid=[${pid}]}, 88`);
}
