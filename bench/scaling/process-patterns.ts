import { accepted, repeat, sockets } from "./lines.js";
import type { Pattern } from "./pattern.js";

const BEGINS = '1 execve("/a", ["a"], 0x1) = 0\n';

/** `count` sockets, from fd 10 on, that an exec does not close. */
const kept = (count: number): string => repeat(count, (index) => accepted(index + 10).replace("SOCK_CLOEXEC", "0"));

/** As many sockets, of which an exec closes every other one. */
const mixed = (count: number): string =>
  repeat(count, (index) => accepted(index + 10).replace("SOCK_CLOEXEC", index % 2 > 0 ? "SOCK_CLOEXEC" : "0"));

/** `count` children, each of which marks all that it inherited. */
const marking = (count: number, then: (child: number) => string): string =>
  repeat(
    count,
    (i) => `1 fork() = ${i + 2}\n${i + 2} close_range(3, 4294967295, CLOSE_RANGE_CLOEXEC) = 0\n${then(i + 2)}`,
  );

const runs = (child: number): string =>
  `${child} execve("/b", ["b"], 0x1) = 0\n${child} exit_group(0) = ?\n${child} +++ exited with 0 +++\n`;

/** `count` epoll sets: of fds that the capture shows, or of others. */
const watching = (count: number, isShown: boolean): string =>
  repeat(count, (i) => {
    const set = i + 100_000;
    const made = isShown ? `1 epoll_create1(0) = ${set}\n` : "";
    return `${made}1 epoll_ctl(${set}, EPOLL_CTL_ADD, 5, {events=EPOLLIN, data={u32=1, u64=1}}) = 0\n`;
  });

/** Processes that begin and end, and what is closed all at once. */
export const processPatterns: readonly Pattern[] = [
  {
    name: "exit_group of N processes",
    from: 250,
    text: (n) =>
      '1 execve("/a", ["a"], 0x1) = 0\n' +
      repeat(n, (i) => `1 fork() = ${i + 2}\n`) +
      repeat(n, (i) => `${i + 2} exit_group(0) = ?\n`),
  },
  {
    name: "exit of N threads of one process",
    from: 250,
    text: (n) =>
      '1 execve("/a", ["a"], 0x1) = 0\n' +
      repeat(n, (i) => `1 clone(child_stack=0x1, flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_THREAD) = ${i + 2}\n`) +
      repeat(n, (i) => `${i + 2} +++ exited with 0 +++\n`),
  },
  {
    name: "N forks of a process with N fds",
    from: 125,
    text: (n) =>
      `1 execve("/a", ["a"], 0x1) = 0\n${sockets(n)}` +
      repeat(n, (i) => `1 fork() = ${i + 2}\n${i + 2} exit_group(0) = ?\n${i + 2} +++ exited with 0 +++\n`),
  },
  {
    name: "N forks of a process with N fds, all living",
    from: 125,
    text: (n) => `1 execve("/a", ["a"], 0x1) = 0\n${sockets(n)}${repeat(n, (i) => `1 fork() = ${i + 2}\n`)}`,
  },
  {
    name: "N forks and execs of a process with N fds",
    from: 125,
    text: (n) =>
      `1 execve("/a", ["a"], 0x1) = 0\n${sockets(n)}` +
      repeat(n, (i) => `1 fork() = ${i + 2}\n${i + 2} execve("/b", ["b"], 0x1) = 0\n${i + 2} exit_group(0) = ?\n`),
  },
  {
    name: "N failed execve of a process with N fds",
    from: 125,
    text: (n) => sockets(n) + repeat(n, () => '1 execve("/b", ["b"], 0x1) = 0\n'),
  },
  {
    name: "N sockets, N close_range of none",
    from: 125,
    text: (n) => sockets(n) + repeat(n, () => "1 close_range(1000000, 1000010, 0) = 0\n"),
  },
  { name: "close_range over N fds", from: 250, text: (n) => `${sockets(n)}1 close_range(3, 4294967295, 0) = 0\n` },
  {
    name: "N close_range over one fd of N",
    from: 125,
    text: (n) => sockets(n) + repeat(n, (i) => `1 close_range(${i + 10}, ${i + 10}, 0) = 0\n`),
  },
  {
    name: "N forks of a process with N fds, and close_range(CLOSE_RANGE_CLOEXEC) in each",
    from: 1_000,
    text: (n) => `${BEGINS}${kept(n)}${marking(n, () => "")}`,
  },
  {
    name: "N forks of a process with N fds, and close_range(CLOSE_RANGE_CLOEXEC) and an exec in each",
    from: 1_000,
    text: (n) => `${BEGINS}${kept(n)}${marking(n, runs)}`,
  },
  {
    name: "N forks of a process with N fds, every other one close-on-exec, and close_range(CLOSE_RANGE_CLOEXEC) in each",
    from: 1_000,
    text: (n) => `${BEGINS}${mixed(n)}${marking(n, runs)}`,
  },
  {
    name: "N close_range(CLOSE_RANGE_CLOEXEC) of a process with N fds",
    from: 1_000,
    text: (n) => `${BEGINS}${kept(n)}${repeat(n, () => "1 close_range(3, 4294967295, CLOSE_RANGE_CLOEXEC) = 0\n")}`,
  },
  {
    name: "N close_range(CLOSE_RANGE_CLOEXEC), each over one fd of N",
    from: 1_000,
    text: (n) =>
      `${BEGINS}${kept(n)}${repeat(n, (i) => `1 close_range(${i + 10}, ${i + 10}, CLOSE_RANGE_CLOEXEC) = 0\n`)}`,
  },
  ...[true, false].map(
    (isShown): Pattern => ({
      name: `N execs of a process with N epoll sets${isShown ? "" : " of unknown fds"}`,
      from: 1_000,
      text: (n) =>
        `${BEGINS}${watching(n, isShown)}${repeat(n, () => `${accepted(7)}1 execve("/b", ["b"], 0x1) = 0\n`)}`,
    }),
  ),
  {
    name: "N forks and execs of a process with N epoll sets",
    from: 1_000,
    text: (n) =>
      `${BEGINS}${accepted(7)}${watching(n, true)}${repeat(n, (i) => `1 fork() = ${i + 2}\n${runs(i + 2)}`)}`,
  },
  {
    name: "N epoll sets, N epoll_wait",
    from: 1_000,
    text: (n) =>
      BEGINS +
      watching(n, true) +
      repeat(n, (i) => `1 epoll_wait(${i + 100_000}, [{events=EPOLLIN, data={u32=1, u64=1}}], 8, -1) = 1\n`),
  },
];
