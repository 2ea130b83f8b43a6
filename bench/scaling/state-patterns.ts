import { asked, cutShort, readFrom, repeat, sockets, written } from "./lines.js";
import type { Pattern } from "./pattern.js";

const named = (index: number): string => `TCP:[127.0.0.1:80->127.0.0.1:${index}]`;

/** Much that is open, and many lines that may be about all of it. */
export const statePatterns: readonly Pattern[] = [
  {
    name: "N open sockets, N io_uring_enter",
    from: 125,
    text: (n) => sockets(n) + repeat(n, () => "1 io_uring_enter(5, 1, 0, 0, NULL, 8) = 1\n"),
  },
  {
    name: "N open connections, N io_uring_enter",
    from: 125,
    text: (n) => repeat(n, (i) => asked(i + 10)) + repeat(n, () => "1 io_uring_enter(5, 1, 0, 0, NULL, 8) = 1\n"),
  },
  {
    name: "N open sockets, N unreadable lines",
    from: 125,
    text: (n) => sockets(n) + repeat(n, () => '1 accept4(7, {"a\n1 getpid() = 1\n'),
  },
  {
    name: "N open connections, N unreadable lines",
    from: 125,
    text: (n) => repeat(n, (i) => asked(i + 10)) + repeat(n, () => '1 accept4(7, {"a\n1 getpid() = 1\n'),
  },
  {
    name: "N open connections, N unreadable lines of a process with clones seen",
    from: 125,
    text: (n) =>
      `1 execve("/a", ["a"], 0x1) = 0\n${repeat(n, (i) => asked(i + 10))}${repeat(n, () => '1 sendmsg(7, {"a\n1 getpid() = 1\n')}`,
  },
  {
    name: "N open connections, N elisions",
    from: 125,
    text: (n) => repeat(n, (i) => asked(i + 10)) + repeat(n, () => "[...]\n1 getpid() = 1\n"),
  },
  {
    name: "N open connections, N lines out of order",
    from: 125,
    text: (n) =>
      repeat(n, (i) => `1 100.${100_000 + i} accept4(3, NULL, NULL, 0) = ${i + 10}\n`) +
      repeat(n, (i) => `1 ${i % 2 === 0 ? 90 : 200}.000000 write(${i + 10}, "a", 1) = 1\n`),
  },
  {
    name: "N open halves, N bare `) = 0`",
    from: 250,
    text: (n) => repeat(n, (i) => `${i + 1} close(${i} <unfinished ...>\n`) + repeat(n, () => ") = 0\n"),
  },
  {
    name: "N open halves, N `resumed` without a pid",
    from: 250,
    text: (n) =>
      repeat(n, (i) => `${i + 1} fsync(${i} <unfinished ...>\n`) + repeat(n, () => "<... read resumed>) = 0\n"),
  },
  {
    name: "N open halves, N execve resumed",
    from: 250,
    text: (n) =>
      repeat(n, (i) => `${i + 1} fsync(${i} <unfinished ...>\n`) +
      repeat(n, (i) => `${i + 1 + n} <... execve resumed>) = 0\n`),
  },
  {
    name: "N threads in a write to one socket",
    from: 250,
    text: (n) =>
      asked(7) +
      repeat(n, (i) => `${i + 1} write(7, "a", 1 <unfinished ...>\n`) +
      repeat(n, (i) => `${i + 1} <... write resumed>) = 1\n`),
  },
  {
    name: "N fds of one socket",
    from: 250,
    text: (n) => asked(7) + repeat(n, (i) => `1 dup(7) = ${i + 8}\n`) + repeat(n, (i) => `1 close(${i + 7}) = 0\n`),
  },
  {
    name: "N sockets, and an exit",
    from: 250,
    text: (n) => `${repeat(n, (i) => asked(i + 10))}1 exit_group(0) = ?\n1 +++ exited with 0 +++\n`,
  },
  {
    name: "N sockets that nobody closes",
    from: 250,
    text: (n) => repeat(n, (i) => cutShort(7, 1).replace("close(7)", `dup2(8, ${i + 100})`)),
  },
  {
    name: "N sockets passed and never received",
    from: 250,
    text: (n) =>
      `1 socketpair(AF_UNIX, SOCK_STREAM, 0, [4, 5]) = 0\n${repeat(
        n,
        (i) =>
          `1 accept4(3<TCP:[1]>, NULL, NULL, 0) = 9<${named(i)}>\n` +
          '1 sendmsg(4, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="a", iov_len=1}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[9]}], msg_controllen=24, msg_flags=0}, 0) = 1\n' +
          `1 close(9<${named(i)}>) = 0\n`,
      )}`,
  },
  {
    name: "N sockets passed, and received last first",
    from: 125,
    text: (n) => {
      const control = (fd: string): string =>
        `{msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="a", iov_len=1}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[${fd}]}], msg_controllen=24, msg_flags=0}, 0) = 1\n`;
      return (
        `1 execve("/a", ["a"], 0x1) = 0\n1 socketpair(AF_UNIX, SOCK_STREAM, 0, [4, 5]) = 0\n1 fork() = 2\n` +
        repeat(
          n,
          (i) =>
            `1 accept4(3, NULL, NULL, 0) = 9<${named(i)}>\n1 sendmsg(4, ${control(`9<${named(i)}>`)}1 close(9) = 0\n`,
        ) +
        repeat(n, (i) => `2 recvmsg(5, ${control(`9<${named(n - 1 - i)}>`)}2 close(9) = 0\n`)
      );
    },
  },
  {
    name: "N epoll sets, N hang-ups that none explains",
    from: 125,
    text: (n) =>
      repeat(n, (i) => `1 epoll_ctl(${i + 100_000}, EPOLL_CTL_ADD, 5, {events=EPOLLIN, data={u32=1, u64=1}}) = 0\n`) +
      repeat(
        n,
        (i) =>
          `${cutShort(7).replace("1 close(7) = 0\n", "")}1 epoll_wait(4, [{events=EPOLLHUP, data={u32=${i}, u64=${i}}}], 8, -1) = 1\n1 close(7) = 0\n`,
      ),
  },
  {
    name: "N pids, and no clone",
    from: 500,
    text: (n) => repeat(n, (i) => asked(10, i + 1)),
  },
  {
    name: "N pids, and no clone, with addresses",
    from: 250,
    text: (n) =>
      repeat(
        n,
        (i) => `${i + 1} accept4(3, NULL, NULL, 0) = 10<${named(i)}>\n${i + 1} read(10<${named(i)}>, "", 10) = 0\n`,
      ),
  },
  {
    name: "N threads that use a socket each, under network only",
    from: 250,
    text: (n) =>
      repeat(n, (i) => `${i + 1} accept4(3, NULL, NULL, 0) = ${i + 10}\n`) +
      repeat(
        n,
        (i) => `${i + 1} sendto(${i + 10}, "a", 1, 0, NULL, 0) = 1\n${i + 1} shutdown(${i + 10}, SHUT_WR) = 0\n`,
      ),
  },
  {
    name: "N signals that end a program",
    from: 1_000,
    text: (n) => asked(7) + repeat(n, () => "1 --- SIGTERM {si_signo=SIGTERM, si_code=SI_USER} ---\n"),
  },
  { name: "N calls of N names", from: 500, text: (n) => asked(7) + repeat(n, (i) => `1 call${i}(1) = 0\n`) },
  {
    name: "N errors of N names",
    from: 500,
    text: (n) => asked(7) + repeat(n, (i) => `1 getpid() = -1 E${letters(i)} (x)\n`),
  },
  {
    name: "N io_uring of N pids",
    from: 250,
    text: (n) => repeat(n, (i) => `${i + 1} io_uring_enter(5, 1, 0, 0, NULL, 8) = 1\n`),
  },
  {
    name: "N short writes of one connection",
    from: 500,
    text: (n) =>
      `${asked(7)}${written(7, "HTTP/1.1 200 OK\\r\\n\\r\\n", 19)}${repeat(n, () => '1 write(7, "abcd", 4) = 2\n')}`,
  },
  {
    name: "N reads of one connection",
    from: 500,
    text: (n) => asked(7) + repeat(n, () => readFrom(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 19)),
  },
  {
    name: "N pipelined requests, none answered",
    from: 250,
    text: (n) => `${asked(7)}${repeat(n, () => readFrom(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 19))}1 close(7) = 0\n`,
  },
  {
    name: "N pipelined requests, all answered late",
    from: 250,
    text: (n) =>
      asked(7) +
      repeat(n, () => readFrom(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 19)) +
      repeat(n, () => written(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n", 38)),
  },
  {
    name: "N pipelined requests, answered by a stream that was lost N times",
    from: 250,
    text: (n) =>
      asked(7) +
      repeat(n, () => readFrom(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 19)) +
      repeat(n, () => '1 write(7, "HTTP/1.1 200 OK\\r\\nContent-L"..., 500) = 500\n'),
  },
  {
    name: "N interim responses",
    from: 250,
    text: (n) =>
      asked(7) +
      repeat(n, () => readFrom(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 19)) +
      repeat(n, () => written(7, "HTTP/1.1 103 Early Hints\\r\\n\\r\\n", 28)),
  },
];

/** A number in letters. */
function letters(value: number): string {
  return String(value).replace(/\d/g, (digit) => "ABCDEFGHIJ"[Number(digit)] ?? "");
}
