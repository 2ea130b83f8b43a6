import { describe, expect, test } from "vitest";
import { transfers } from "../../../src/core/sockets/effective-calls.js";
import { skipsOf } from "../../../src/core/sockets/skips/skips.js";

const SOCKETS = new Set([7]);
const FILES = new Set([3]);
const skips = skipsOf(
  transfers,
  (_pid, fd) => (SOCKETS.has(fd) ? true : FILES.has(fd) ? false : null),
  () => false,
);

/** Whether a line is left out. Of a call on two lines, the test gives the line that decides. */
function isLeftOut(line: string): boolean {
  const [, resumed, begun] = /^(?:<\.\.\. (\w+) resumed>|(\w+)\()/.exec(line) ?? [];
  const skip = skips.get(resumed ?? begun ?? "");
  const start = resumed === undefined ? line.indexOf("(") + 1 : line.indexOf(">") + 1;
  const bytes = Buffer.from(`${line}\n`, "latin1");
  return skip?.applies(bytes, start, line.length, 1) ?? false;
}

const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  "reads and writes of files": [
    'read(3, "x", 1) = 1',
    'read(9</srv/x>, "x", 1) = 1',
    'write(9<pipe:[7]>, "x", 1) = 1',
    'write(9<anon_inode:[eventfd]>, "\\1", 8) = 8',
    "read(9</srv/x>,  <unfinished ...>",
  ],
  "the opening and closing of files": [
    'openat(AT_FDCWD, "/srv/x", O_RDONLY) = 9</srv/x>',
    "<... openat resumed>) = 9</srv/x>",
    "close(9</srv/x>) = 0",
    'openat(AT_FDCWD, "x", O_RDONLY) = -1 ENOENT (No such file or directory)',
    "<... openat resumed>) = -1 ENOENT (No such file or directory) <0.000083>",
  ],
  "ioctl and fcntl commands that change nothing here": [
    "ioctl(7, FIONBIO, [1]) = 0",
    "ioctl(7<TCP:[127.0.0.1:80]>, TCGETS, 0x7ffc) = -1 ENOTTY (Inappropriate ioctl for device)",
    "fcntl(7, F_GETFL) = 0x2 (flags O_RDWR)",
    "fcntl(7, F_SETFL, O_RDWR|O_NONBLOCK) = 0",
    "fcntl(7, F_SETFL, O_RDWR|O_NONBLOCK <unfinished ...>",
  ],
  "socket options that change nothing here": [
    "setsockopt(7<TCP:[127.0.0.1:80->127.0.0.1:5000]>, SOL_TCP, TCP_NODELAY, [1], 4) = 0",
    "setsockopt(8<TCPv6:[[::1]:80]>, SOL_SOCKET, SO_REUSEADDR, [1], 4 <unfinished ...>",
  ],
  "polls that report only bytes to read": [
    "epoll_wait(4, [{events=EPOLLIN, data={u32=1, u64=1}}], 64, -1) = 1",
    "epoll_wait(4, [], 64, 0) = 0",
    "<... epoll_pwait resumed>[{events=EPOLLIN, data=0x55d0c2a0}], 64, -1, NULL, 8) = 1",
    "poll([{fd=7, events=POLLIN|POLLPRI}], 1, 1000) = 1 ([{fd=7, revents=POLLIN}])",
    "poll([{fd=7, events=POLLIN|POLLERR}], 1, 0) = 0 (Timeout) <0.000012>",
    "<... ppoll resumed>) = 1 ([{fd=7, revents=POLLIN|POLLPRI}], left {tv_sec=1, tv_nsec=2})",
  ],
};

const READ: Readonly<Record<string, readonly string[]>> = {
  "an fd that is a socket, or may be one": [
    'read(7, "x", 1) = 1',
    'read(8, "x", 1) = 1',
    'read(8<TCP:[127.0.0.1:80->127.0.0.1:5000]>, "x", 1) = 1',
    'read(8<socket:[77]>, "x", 1) = 1',
    'read(7</srv/x>, "x", 1) = 1', // the number was a socket before, so this line ends it
    "close(7</srv/x>) = 0",
    "close(8) = 0",
    'openat(AT_FDCWD, "x", O_RDONLY) = 9',
    'openat(AT_FDCWD, "x", O_RDONLY) = 7</srv/x>',
    "<... openat resumed>) = ?",
  ],
  "fds 1 and 2, because the program's own output may be mixed into strace's line": [
    'write(1</dev/pts/0>, "x", 1) = 1',
    'write(2<pipe:[7]>, "x", 1) = 1',
    "close(2</dev/null>) = 0",
  ],
  "the close-on-exec flag, and copies of an fd": [
    "ioctl(7, FIOCLEX) = 0",
    "ioctl(7, FIONCLEX) = 0",
    "ioctl(7, 0x5451) = 0", // -X raw
    "fcntl(7, F_DUPFD, 10) = 10",
    "fcntl(7<TCP:[127.0.0.1:80]>, F_DUPFD_CLOEXEC, 3) = 10<TCP:[127.0.0.1:80]>",
    "fcntl(7, F_SETFD, FD_CLOEXEC) = 0",
    "fcntl(7, 0x2, 0x1) = 0", // -X raw
  ],
  "options that change what a close does": [
    "setsockopt(7<TCP:[127.0.0.1:80->127.0.0.1:5000]>, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0",
    "setsockopt(7<TCP:[127.0.0.1:80]>, 0x1, 0xd, {l_onoff=1, l_linger=0}, 8) = 0", // -X raw
    "setsockopt(7<TCP:[127.0.0.1:80]>, 0x1 /* SOL_SOCKET */, 0xd /* SO_LINGER */, {l_onoff=1, l_linger=0}, 8) = 0",
    "setsockopt(7, SOL_TCP, TCP_NODELAY, [1], 4) = 0", // shows that it is a TCP socket
    "setsockopt(7<socket:[77]>, SOL_TCP, TCP_NODELAY, [1], 4) = 0",
  ],
  "polls that report a hang-up, the end of a stream, or room for bytes": [
    "epoll_wait(4, [{events=EPOLLIN|EPOLLHUP, data={u32=1, u64=1}}], 64, -1) = 1",
    "epoll_wait(4, [{events=EPOLLIN|EPOLLRDHUP, data={u32=1, u64=1}}], 64, -1) = 1",
    "epoll_wait(4, [{events=EPOLLIN, data={u32=1, u64=1}}, {events=EPOLLERR, data={u32=2, u64=2}}], 64, -1) = 2",
    "<... epoll_wait resumed>[{events=EPOLLOUT, data={u32=1, u64=1}}], 64, -1) = 1",
    "epoll_wait(4, [{events=0x10, data={u32=1, u64=1}}], 64, -1) = 1", // -X raw
    "poll([{fd=7, events=POLLIN}], 1, 1000) = 1 ([{fd=7, revents=POLLIN|POLLHUP}])",
    "poll([{fd=7, events=POLLIN}, {fd=8, events=POLLOUT}], 2, 1000) = 1 ([{fd=8, revents=POLLOUT}])",
    "<... poll resumed>) = 1 ([{fd=7, revents=POLLIN|POLLRDHUP}])",
    "poll([{fd=7, events=0x1}], 1, 1000) = 1 ([{fd=7, revents=0x11}])", // -X raw
  ],
  "polls that asked for room, and do not report it": [
    "poll([{fd=7, events=POLLIN|POLLOUT}], 1, 1000) = 1 ([{fd=7, revents=POLLIN}])",
  ],
};

describe("left out", () => {
  const cases = Object.entries(LEFT_OUT).flatMap(([what, lines]) => lines.map((line) => [what, line] as const));
  test.each(cases)("%s: %s", (_what, line) => expect(isLeftOut(line)).toBe(true));
});

test("epoll_wait is read while a set of the process is asked for room", () => {
  const waiting = skipsOf(
    transfers,
    () => null,
    (pid) => pid === 1,
  ).get("epoll_wait");
  const bytes = Buffer.from("4, [{events=EPOLLIN, data={u32=1, u64=1}}], 64, -1) = 1\n", "latin1");
  expect([1, 2].map((pid) => waiting?.applies(bytes, 0, bytes.length - 1, pid))).toEqual([false, true]);
});

describe("read", () => {
  const cases = Object.entries(READ).flatMap(([what, lines]) => lines.map((line) => [what, line] as const));
  test.each(cases)("%s: %s", (_what, line) => expect(isLeftOut(line)).toBe(false));
});
