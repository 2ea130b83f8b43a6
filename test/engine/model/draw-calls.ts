import fc from "fast-check";

/** A call of a capture that was drawn. What stands in braces is filled in when the capture is written: `{fd}`, `{pid}`. */
export interface DrawnCall {
  readonly name: string;
  readonly args: string;
  readonly result: string;
}

const fd = fc.integer({ min: 3, max: 8 });
/** An fd as an argument: its decoration is added when the line is written. */
const fdArgument = fd.map((number) => `{${number}}`);
const anyFd = fc.oneof(
  { weight: 8, arbitrary: fdArgument },
  fc.constantFrom("-1", "AT_FDCWD", "{70000}", "0x5", "99999999999"),
);
const oneOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

const refused = oneOf(
  ...[
    "-1 EAGAIN (Resource temporarily unavailable)",
    "-1 EPIPE (Broken pipe)",
    "-1 ECONNRESET (Connection reset by peer)",
  ],
  ...[
    "-1 EINTR (Interrupted system call)",
    "-1 ENOTCONN (Transport endpoint is not connected)",
    "-1 EBADF (Bad file descriptor)",
  ],
  ...[
    "-1 EPIPE (Broken pipe) (INJECTED)",
    "-1 EINPROGRESS (Operation now in progress)",
    "?",
    "? ERESTARTSYS (To be restarted)",
  ],
  "-1 (errno 18446744073709551596)",
);
const done = fc.oneof({ weight: 6, arbitrary: fc.constant("0") }, refused);
const count = fc.integer({ min: 0, max: 40 }).map(String);
const moved = fc.oneof({ weight: 5, arbitrary: count }, refused);
const newFd = fc.oneof({ weight: 6, arbitrary: fd.map((number) => `{${number}}`) }, refused);
const pid = fc.integer({ min: 10, max: 16 }).map(String);

const text = fc.constantFrom(
  ...[
    '"HTTP/1.1 200 OK\\r\\n\\r\\nhello"',
    '"GET / HTTP/1.1\\r\\n\\r\\n"',
    '"abcdef"...',
    '"quit\\r\\n"',
    '""',
    "0x7ffd1000",
  ],
  ...['"a\\0\\377b"', '"HTTP/1.1 200 OK<snip>"', "..."],
);
const iovec = fc.oneof(
  fc.array(
    fc.tuple(text, count).map(([base, length]) => `{iov_base=${base}, iov_len=${length}}`),
    { maxLength: 3 },
  ),
  fc.array(
    fc.tuple(text, count).map(([base, length]) => `{${base}, ${length}}`),
    { maxLength: 2 },
  ),
);
const vector = fc
  .tuple(iovec, fc.boolean())
  .map(([items, cut]) => `[${[...items, ...(cut ? ["..."] : [])].join(", ")}]`);
const flags = oneOf(
  "0",
  "MSG_DONTWAIT",
  "MSG_NOSIGNAL|MSG_MORE",
  "MSG_OOB",
  "MSG_PEEK",
  "MSG_ERRQUEUE",
  "0x2",
  "MSG_TRUNC",
  "0x40",
);
const control = fc.oneof(
  { weight: 2, arbitrary: fc.constant("msg_controllen=0") },
  fc
    .array(fdArgument, { minLength: 1, maxLength: 2 })
    .map(
      (fds) =>
        `msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[${fds.join(", ")}]}], msg_controllen=24`,
    ),
);
const message = fc
  .tuple(vector, control)
  .map(([iov, rest]) => `{msg_name=NULL, msg_namelen=0, msg_iov=${iov}, msg_iovlen=1, ${rest}, msg_flags=0}`);
const messages = fc
  .array(
    fc.tuple(message, count).map(([header, length]) => `{msg_hdr=${header}, msg_len=${length}}`),
    { maxLength: 3 },
  )
  .map((items) => `[${items.join(", ")}]`);
const address = oneOf(
  ...['{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("10.0.0.1")}', "NULL", "{sa_family=AF_NETLINK}"],
  ...[
    '{sa_family=AF_INET6, sin6_port=htons(81), inet_pton(AF_INET6, "::1", &sin6_addr)}',
    '{sa_family=AF_UNIX, sun_path="/run/x"}',
  ],
  ...['{sa_family=AF_UNIX, sun_path=@"name"}', "{sa_family=AF_UNIX}"],
);
const events = (poll: string): fc.Arbitrary<string> =>
  fc
    .subarray(["IN", "OUT", "ERR", "HUP", "RDHUP"], { minLength: 1 })
    .map((names) => names.map((name) => poll + name).join("|"));
const epollEvent = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(
        fc.oneof(
          events("EPOLL"),
          events("EPOLL").map((all) => `${all}|EPOLLET`),
          fc.constant("0x5"),
        ),
        fd,
      ),
    },
    fc.tuple(events("EPOLL"), fc.constant(77)),
  )
  .map(([names, key]) => `{events=${names}, data={u32=${key}, u64=${key}}}`);

const call = (names: string, args: fc.Arbitrary<unknown>[], result: fc.Arbitrary<string>): fc.Arbitrary<DrawnCall> =>
  fc.record({ name: oneOf(...names.split(" ")), args: fc.tuple(...args).map((all) => all.join(", ")), result });

const is = (value: string): fc.Arbitrary<string> => fc.constant(value);

/** Calls that open and close, in the proportion in which they make interesting captures. */
export const drawnCalls: fc.Arbitrary<DrawnCall> = fc.oneof(
  {
    weight: 6,
    arbitrary: call("accept accept4", [anyFd, address, is("[16]"), oneOf("SOCK_CLOEXEC", "0", "SOCK_NONBLOCK")], newFd),
  },
  {
    weight: 2,
    arbitrary: call(
      "socket",
      [
        oneOf("AF_INET", "AF_UNIX", "AF_NETLINK", "AF_INET6"),
        oneOf("SOCK_STREAM", "SOCK_STREAM|SOCK_CLOEXEC", "SOCK_DGRAM", "0x1"),
        is("0"),
      ],
      newFd,
    ),
  },
  { weight: 2, arbitrary: call("connect bind", [anyFd, address, is("16")], done) },
  call(
    "socketpair",
    [
      is("AF_UNIX"),
      oneOf("SOCK_STREAM", "SOCK_DGRAM"),
      is("0"),
      fc.tuple(fdArgument, fdArgument).map(([one, other]) => `[${one}, ${other}]`),
    ],
    done,
  ),
  call(
    "pipe2",
    [fc.tuple(fdArgument, fdArgument).map(([one, other]) => `[${one}, ${other}]`), oneOf("0", "O_CLOEXEC")],
    done,
  ),
  {
    weight: 2,
    arbitrary: call(
      "openat",
      [is("AF_FDCWD"), is('"/srv/x"'), oneOf("O_RDONLY", "O_RDONLY|O_CLOEXEC", "0x80000")],
      newFd,
    ),
  },
  call("epoll_create1 eventfd2", [oneOf("0", "EPOLL_CLOEXEC")], newFd),
  { weight: 6, arbitrary: call("write", [anyFd, text, count], moved) },
  { weight: 3, arbitrary: call("sendto send", [anyFd, text, count, flags, is("NULL"), is("0")], moved) },
  { weight: 3, arbitrary: call("writev", [anyFd, vector, is("1")], moved) },
  { weight: 4, arbitrary: call("sendmsg", [anyFd, message, flags], moved) },
  call("sendmmsg recvmmsg", [anyFd, messages, is("3"), flags], fc.oneof(oneOf("0", "1", "2"), refused)),
  {
    weight: 2,
    arbitrary: call(
      "sendfile",
      [anyFd, anyFd, oneOf("NULL", "[0]", "[0] => [10]"), fc.oneof(count, is("2147479552"))],
      moved,
    ),
  },
  { weight: 2, arbitrary: call("splice", [anyFd, is("NULL"), anyFd, is("NULL"), count, is("SPLICE_F_MOVE")], moved) },
  { weight: 5, arbitrary: call("read", [anyFd, text, count], moved) },
  { weight: 2, arbitrary: call("recvfrom recv", [anyFd, text, count, flags, is("NULL"), is("NULL")], moved) },
  call("readv", [anyFd, vector, is("1")], moved),
  { weight: 3, arbitrary: call("recvmsg", [anyFd, message, oneOf("0", "MSG_CMSG_CLOEXEC", "MSG_PEEK")], moved) },
  {
    weight: 3,
    arbitrary: call(
      "epoll_ctl",
      [fdArgument, oneOf("EPOLL_CTL_ADD", "EPOLL_CTL_MOD", "EPOLL_CTL_DEL"), fdArgument, epollEvent],
      done,
    ),
  },
  {
    weight: 3,
    arbitrary: call(
      "epoll_wait",
      [fdArgument, fc.array(epollEvent, { maxLength: 3 }).map((all) => `[${all.join(", ")}]`), is("64"), is("-1")],
      count,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fd, events("POLL"), events("POLL")).map(([number, asked, said]) => ({
      name: "poll",
      args: `[{fd={${number}}, events=${asked}}], 1, 1000`,
      result: `1 ([{fd={${number}}, revents=${said}}])`,
    })),
  },
  call(
    "getsockopt",
    [
      anyFd,
      is("SOL_SOCKET"),
      oneOf("SO_ERROR", "SO_TYPE", "0x4"),
      oneOf("[ECONNRESET]", "[0]", "[104]", "[EPIPE]"),
      is("[4]"),
    ],
    done,
  ),
  call(
    "setsockopt",
    [
      anyFd,
      oneOf("SOL_SOCKET", "SOL_TCP", "0x1"),
      oneOf("SO_LINGER", "TCP_NODELAY", "0xd"),
      oneOf("{l_onoff=1, l_linger=0}", "[1]", "{onoff=1, linger=0}"),
      is("8"),
    ],
    done,
  ),
  { weight: 7, arbitrary: call("close", [anyFd], done) },
  call(
    "close_range",
    [
      fd,
      oneOf("5", "4294967295", "~0U", "6"),
      oneOf("0", "CLOSE_RANGE_CLOEXEC", "CLOSE_RANGE_UNSHARE", "CLOSE_RANGE_UNSHARE|CLOSE_RANGE_CLOEXEC"),
    ],
    done,
  ),
  {
    weight: 4,
    arbitrary: call("shutdown", [anyFd, oneOf("SHUT_WR", "SHUT_RD", "SHUT_RDWR", "1", "1 /* send */")], done),
  },
  { weight: 2, arbitrary: call("dup", [anyFd], newFd) },
  call("dup2 dup3", [anyFd, fdArgument, oneOf("0", "O_CLOEXEC")], newFd),
  call(
    "fcntl",
    [anyFd, oneOf("F_DUPFD_CLOEXEC, 3", "F_DUPFD, 3", "F_SETFD, FD_CLOEXEC", "F_SETFD, 0", "F_GETFL", "0x406, 3")],
    newFd,
  ),
  call("ioctl", [anyFd, oneOf("FIOCLEX", "FIONCLEX", "0x5451", "FIONBIO, [1]")], done),
  {
    weight: 4,
    arbitrary: call(
      "clone clone3 fork vfork",
      [
        oneOf(
          "child_stack=NULL, flags=CLONE_FILES|SIGCHLD",
          "child_stack=NULL, flags=SIGCHLD",
          "{flags=CLONE_VM|CLONE_FILES, exit_signal=0} => {parent_tid=[11]}, 88",
          "{flags=0x400}, 88",
        ),
      ],
      fc.oneof(
        { weight: 6, arbitrary: pid },
        is("-1 EAGAIN (Resource temporarily unavailable)"),
        is("? ERESTARTNOINTR (To be restarted)"),
      ),
    ),
  },
  call("execve", [is('"/bin/x"'), is('["x"]'), is("0x7ffd /* 3 vars */")], done),
  call("exit_group", [oneOf("0", "1")], is("?")),
  call("unshare", [oneOf("CLONE_FILES", "CLONE_NEWNS", "0x400")], done),
  call("pidfd_open", [pid, is("0")], newFd),
  call(
    "pidfd_getfd",
    [
      fc.oneof(
        fdArgument,
        pid.map((number) => `5<pid:${number}>`),
      ),
      fd,
      is("0"),
    ],
    newFd,
  ),
  call(
    "io_uring_setup",
    [is("256"), oneOf("{flags=IORING_SETUP_SQPOLL, sq_entries=256}", "{flags=0, sq_entries=256}")],
    newFd,
  ),
  call("io_uring_enter", [fdArgument, oneOf("0", "1"), is("0"), is("0"), is("NULL"), is("8")], count),
  call("lseek getpid listen futex", [fdArgument], is("0")),
);
