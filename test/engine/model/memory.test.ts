import { expect, test } from "vitest";
import { EngineTracker } from "../../../src/engine/host/engine-tracker.js";
import { engineModule } from "../engine.js";
import { readCapture } from "./capture.js";
import { grammar } from "./grammar.js";

/** What is open after so many rounds is the same, and so is the memory that is in use. */
function heapAfter(rounds: number, round: (index: number) => string): number {
  const text = Array.from({ length: rounds }, (_, index) => round(index)).join("");
  let bytes = 0;
  readCapture(text, { leavesOut: false }, (calls) => {
    const tracker = new EngineTracker(engineModule, grammar, calls, () => {});
    return {
      apply: (event) => tracker.apply(event),
      isSocket: (pid, fd) => tracker.isSocket(pid, fd),
      waitsToWrite: (pid) => tracker.waitsToWrite(pid),
      mark: (kind, pid, fd) => tracker.mark(kind, pid, fd),
      finish: () => {
        bytes = tracker.heapBytes;
      },
    };
  });
  return bytes;
}

const PASS = "{msg_iov=[], msg_control=[{cmsg_type=SCM_RIGHTS, cmsg_data=[5]}]}";
const EVENTS = "[{events=EPOLLIN|EPOLLHUP, data={u32=5, u64=5}}]";

test.each([
  [
    "connections",
    () =>
      '10 accept(3, NULL, NULL) = 5\n10 read(5, "GET", 9) = 3\n10 write(5, "abc", 3) = 2\n10 shutdown(5, SHUT_WR) = 0\n10 close(5) = 0\n',
  ],
  [
    "named connections",
    (index: number) => {
      const name = `5<TCP:[127.0.0.1:80->127.0.0.1:${index}]>`;
      return `10 accept(3, NULL, NULL) = ${name}\n10 read(${name}, "GET", 9) = 3\n10 close(${name}) = 0\n`;
    },
  ],
  [
    "connections with two names",
    (index: number) =>
      `10 read(5<TCP:[127.0.0.1:80->127.0.0.1:${index}]>, "GET", 9) = 3\n10 read(5<socket:[${index}]>, "", 9) = 0\n10 close(5) = 0\n`,
  ],
  [
    "overlapping calls",
    () =>
      '10 accept(3, NULL, NULL) = 5\n10 write(5, "abc", 3 <unfinished ...>\n11 shutdown(5, SHUT_WR) = -1 ENOTCONN (Not connected)\n11 close(5) = 0\n10 <... write resumed>) = 3\n',
  ],
  [
    "closes that begin and end",
    () => "10 accept(3, NULL, NULL) = 5\n10 close(5 <unfinished ...>\n11 getpid() = 11\n10 <... close resumed>) = 0\n",
  ],
  [
    "processes",
    (index: number) =>
      `10 accept(3, NULL, NULL) = 5\n10 fork() = ${index + 20}\n${index + 20} write(5, "x", 1) = 1\n10 close(5) = 0\n${index + 20} --- SIGTERM {si_signo=SIGTERM} ---\n${index + 20} +++ exited with 0 +++\n`,
  ],
  [
    "threads",
    (index: number) =>
      `10 clone(child_stack=NULL, flags=CLONE_FILES) = ${index + 20}\n${index + 20} accept(3, NULL, NULL) = 5\n${index + 20} close(5) = 0\n${index + 20} exit(0) = ?\n${index + 20} +++ exited with 0 +++\n`,
  ],
  [
    "clones that begin and end",
    (index: number) =>
      `10 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>\n${index + 20} close(3) = 0\n10 <... clone resumed>) = ${index + 20}\n${index + 20} +++ exited with 0 +++\n10 accept(3, NULL, NULL) = 3\n`,
  ],
  [
    "threads of unknown processes",
    (index: number) =>
      `${index + 20} accept(3, NULL, NULL) = 5\n${index + 20} write(5, "x", 1) = 1\n${index + 20} close(5) = 0\n${index + 20} +++ exited with 0 +++\n`,
  ],
  [
    "ranges",
    () =>
      "10 accept(3, NULL, NULL) = 5\n10 accept(3, NULL, NULL) = 6\n10 fork() = 11\n10 close_range(5, 6, 0) = 0\n11 +++ exited with 0 +++\n",
  ],
  ["execs", () => '10 accept4(3, NULL, NULL, SOCK_CLOEXEC) = 5\n10 execve("/x", [], 0x7f) = 0\n'],
  [
    "epoll sets",
    () =>
      `10 epoll_create1(0) = 4\n10 accept(3, NULL, NULL) = 5\n10 epoll_ctl(4, EPOLL_CTL_ADD, 5, {events=EPOLLIN, data={u32=5, u64=5}}) = 0\n10 epoll_wait(4, ${EVENTS}, 9, -1) = 1\n10 dup(4) = 7\n10 close(4) = 0\n10 close(7) = 0\n10 close(5) = 0\n`,
  ],
  [
    "passed sockets",
    () =>
      `10 accept(3, NULL, NULL) = 5\n10 sendmsg(4, ${PASS}, 0) = 1\n10 close(5) = 0\n11 recvmsg(4, ${PASS}, 0) = 1\n11 close(5) = 0\n`,
  ],
  [
    "marks",
    () =>
      '10 accept(3, NULL, NULL) = 5\n10 io_uring_enter(9, 1, 0, 0, NULL, 8) = 1\n10 write(5, "abc\n10 close(5) = 0\n',
  ],
  [
    "numbers that come back",
    () => '10 accept(3, NULL, NULL) = 5\n11 accept(3, NULL, NULL) = 5\n10 sendto(5, "x", 1, 0, NULL, 0) = 1\n',
  ],
  [
    "numbers of named sockets that come back",
    (index: number) =>
      `10 accept(3, NULL, NULL) = 5<TCP:[1.1.1.1:80->1.1.1.1:${index * 2}]>\n11 accept(3, NULL, NULL) = 5<TCP:[1.1.1.1:80->1.1.1.1:${index * 2 + 1}]>\n10 sendto(5<TCP:[1.1.1.1:80->1.1.1.1:${index * 2}]>, "x", 1, 0, NULL, 0) = 1\n`,
  ],
  [
    "heads that are long",
    () =>
      `10 accept(3, NULL, NULL) = 5\n10 read(5, "${"\\0a".repeat(2_000)}", 9000) = 4000\n10 writev(5, [${'{iov_base="a\\n", iov_len=2}, '.repeat(40)}{iov_base="", iov_len=0}], 41) = 80\n10 close(5) = 0\n`,
  ],
] as const)("%s leave nothing behind", (_what, round) => {
  expect(heapAfter(700, round)).toBe(heapAfter(300, round));
});

test("what stays open takes memory", () => {
  const round = (index: number): string => `10 accept(3, NULL, NULL) = ${index + 5}\n`;
  expect(heapAfter(700, round)).toBeGreaterThan(heapAfter(300, round) + 400 * 100);
});
