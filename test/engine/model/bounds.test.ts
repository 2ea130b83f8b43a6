import { describe, expect, test } from "vitest";
import { eventsOf } from "./events-of.js";

const countOf = (text: string): number => eventsOf(text).length;

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");

/** Beyond a bound, the oldest are forgotten. An event more or fewer means that others are, or at another time. */
describe("what is too much is forgotten", () => {
  test("of more sockets than are remembered", () => {
    const open = times(16_500, (index) => `10 accept4(3, NULL, NULL, 0) = ${index + 4}`);
    const used = times(40, (index) => `10 write(${index * 400 + 4}, "x", 1) = 1`);
    expect(countOf(open + used + times(200, (index) => `10 accept4(3, NULL, NULL, 0) = ${index + 20_000}`))).toBe(
      33_463,
    );
  });

  test("of more threads than are remembered", () => {
    const made = times(
      9_300,
      (index) =>
        `${index + 10} read(${(index % 50) + 3}<TCP:[127.0.0.1:80->127.0.0.1:${5_000 + (index % 50)}]>, "x", 1) = 1`,
    );
    const later = times(300, (index) => `${index * 30 + 10} write(${(index % 50) + 3}, "x", 1) = 1`);
    expect(countOf(made + later)).toBe(9_787);
  });

  test("of more processes than are remembered", () => {
    const forks = times(9_300, (index) => `10 fork() = ${index + 11}\n${index + 11} accept(3, NULL, NULL) = 5`);
    const later = times(300, (index) => `${index * 30 + 11} write(5, "x", 1) = 1`);
    expect(countOf(`10 socket(AF_INET, SOCK_STREAM, 0) = 3\n${forks}${later}`)).toBe(19_038);
  });

  test("of more sockets on their way than are waited for", () => {
    const pass = (fd: number): string => `{msg_iov=[], msg_control=[{cmsg_type=SCM_RIGHTS, cmsg_data=[${fd}]}]}`;
    const sent = times(1_100, (index) => {
      const fd = index + 10;
      return `10 accept(3, NULL, NULL) = ${fd}\n10 sendmsg(4, ${pass(fd)}, 0) = 1\n10 close(${fd}) = 0`;
    });
    const received = times(
      50,
      (index) => `11 recvmsg(4, ${pass(index + 7)}, 0) = 1\n11 write(${index + 7}, "x", 1) = 1`,
    );
    expect(countOf(`10 socketpair(AF_UNIX, SOCK_STREAM, 0, [4, 5]) = 0\n10 fork() = 11\n${sent}${received}`)).toBe(
      4_453,
    );
  });

  test("of more numbers that accept returned than are remembered", () => {
    const accepted = times(17_000, (index) => `10 accept(3, NULL, NULL) = ${index + 10}\n10 close(${index + 10}) = 0`);
    // two processes are told apart, and a thread of one of them uses what accept returned in it
    const split = "11 accept(3, NULL, NULL) = 5\n12 accept(3, NULL, NULL) = 5\n";
    const used = [10, 8_300, 17_008, 5].map((fd) => `13 write(${fd}, "x", 1) = 1\n`).join("");
    expect(countOf(accepted + split + used)).toBe(34_012);
  });

  test("of more fds than an epoll set remembers", () => {
    const added = times(
      66_000,
      (index) =>
        `10 epoll_ctl(4, EPOLL_CTL_ADD, ${index + 10}, {events=EPOLLIN, data={u32=${index}, u64=${index}}}) = 0`,
    );
    const opened = "10 accept(3, NULL, NULL) = 10\n10 accept(3, NULL, NULL) = 66005\n";
    const hungUp = [0, 65_995, 7].map(
      (key) => `10 epoll_wait(4, [{events=EPOLLHUP, data={u32=${key}, u64=${key}}}], 64, -1) = 1\n`,
    );
    expect(countOf(`${opened + added + hungUp.join("")}10 close(10) = 0\n`)).toBe(6);
  });
});

describe("what happens is reported", () => {
  test.each([
    [31, 225],
    [32, 227],
    [33, 232],
    [40, 267],
  ])("of a socket that %i processes have", (processes, events) => {
    const forks = times(processes, (index) => `10 fork() = ${index + 11}`);
    const own = times(processes, (index) => `${index + 11} socket(AF_INET, SOCK_STREAM, 0) = 9`);
    const marks = times(
      8,
      (index) => `${index * 4 + 11} io_uring_enter(8, 1, 0, 0, NULL, 8) = 1\n${index + 12} write(`,
    );
    const ends = times(
      processes,
      (index) => `${index + 11} close_range(3, 7, 0) = 0\n${index + 11} write(9, "x", 1) = 1`,
    );
    const text = `10 accept(3, NULL, NULL) = 5\n10 accept(3, NULL, NULL) = 6\n${forks}${own}${marks}${ends}10 write(5, "x", 1) = 1\n`;
    expect(countOf(text)).toBe(events);
  });

  test.each([
    ["killed", "+++ killed by SIGKILL +++"],
    ["ended", "+++ exited with 0 +++"],
  ])("of a thread that was %s within a write", (_what, end) => {
    const begun =
      '10 10:00:00.000000 accept(3, NULL, NULL) = 5\n10 10:00:00.000100 write(5, "abc", 3 <unfinished ...>\n';
    const other = "11 10:00:00.000200 getpid() = 11\n";
    const text = (seconds: string): string =>
      `${begun}${other}10 10:00:00.000300 <... write resumed>) = 2\n10 10:00:${seconds} ${end}\n`;
    expect(countOf(text("00.000400"))).toBe(5);
    expect(countOf(text("01.000400"))).toBe(4);
  });
});
