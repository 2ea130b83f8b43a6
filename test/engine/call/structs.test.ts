import fc from "fast-check";
import { describe, test } from "vitest";
import { Syscall } from "../../../src/core/strace/call/syscall.js";
import { NO_RESULT } from "../../../src/core/strace/line/result/result.js";
import { budget } from "../../budget.js";
import { corpusCalls } from "./calls.js";
import { sameEpollChange, sameEpollEvents, sameOptions, samePassedFds, samePollAnswers } from "./same-structs.js";

const AT = { pid: null, line: 1, time: null };

/** What is compared of calls of these names, and the arguments that they may have, in parts of which one each is chosen. */
interface Family {
  readonly names: readonly string[];
  readonly same: (call: Syscall) => void;
  readonly parts: readonly (readonly string[])[];
  readonly remarks?: readonly string[];
}

const SETS = ["3", "3<anon_inode:[eventpoll]>", "epfd=3", "03", "0x3", "-1", "3<anon_inode:[eventpoll]> "];
const FDS = ["7", "7<TCP:[1.2.3.4:5->6.7.8.9:10]>", '7<UNIX:[5,"/a>b"]>', "fd=7", "7<socket:[5]>"];
const EVENTS = [
  "EPOLLIN",
  "EPOLLOUT",
  "EPOLLIN|EPOLLOUT|EPOLLET",
  "EPOLLIN|EPOLLHUP",
  "EPOLLERR|EPOLLRDHUP",
  "0x5",
  "0x1 /* EPOLLIN */",
  "EPOLLIN|0x10",
  "EPOLLRDNORM|EPOLLOUT",
];
const DATA = ["{u32=7, u64=7}", "{u32=7, u64=18446744073709551615}", "{fd=7}", "0x7", "{u32=7, u64=0x7}", "..."];
const EVENT = EVENTS.flatMap((events) =>
  DATA.flatMap((data) => [`{events=${events}, data=${data}}`, `{${events}, ${data}}`]),
);
const ASKED = ["POLLIN", "POLLOUT", "POLLIN|POLLOUT", "0x4", "POLLIN|POLLRDHUP"];
const POLLED = FDS.flatMap((fd) => ASKED.map((events) => `{fd=${fd}, events=${events}}`));
const REVENTS = ["POLLIN", "POLLOUT", "POLLHUP", "POLLERR|POLLHUP", "POLLIN|POLLRDHUP", "0x14", "0x1 /* POLLIN */"];
const REMARK = REVENTS.flatMap((revents) =>
  ["5", "7", "-1", "7<TCP:[1:2->3:4]>"].map((fd) => `{fd=${fd}, revents=${revents}}`),
);
const RIGHTS = ["SCM_RIGHTS", "0x1", "0x1 /* SCM_RIGHTS */", "SCM_CREDENTIALS", "SCM_RIGHTS|0x2"];
const PASSED = ["[7]", "[7, 8<TCP:[1.2.3.4:5->6.7.8.9:10]>]", "[9</srv/x>, ...]", "{pid=1}", "[]", '"\\x07"', "[x, 7]"];
const CONTROL = RIGHTS.flatMap((type) =>
  PASSED.map((data) => `{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=${type}, cmsg_data=${data}}`),
);

const list = (items: readonly string[]): string[] =>
  items.flatMap((item, index) => [`[${item}]`, `[${item}, ${items[(index * 7) % items.length]}]`, `[${item}, ...]`]);

const FAMILIES: Readonly<Record<string, Family>> = {
  "what epoll_ctl changes": {
    names: ["epoll_ctl"],
    same: sameEpollChange,
    parts: [
      SETS,
      ["EPOLL_CTL_ADD", "EPOLL_CTL_MOD", "EPOLL_CTL_DEL", "0x1", "2", "op=EPOLL_CTL_DEL"],
      FDS,
      [...EVENT, "NULL", "0x7ffd"],
    ],
  },
  "what epoll_wait reports": {
    names: ["epoll_wait", "epoll_pwait"],
    same: sameEpollEvents,
    parts: [
      SETS,
      [...list(EVENT), "[]", "0x7ffd"],
      ["64", "0x40", "maxevents=64"],
      ["-1", "1000", "NULL, 8", "{tv_sec=1}", "{tv_sec=0, tv_nsec=100000}, [], 8", "{tv_sec=, tv_nsec=1}"],
    ],
  },
  "what poll reports": {
    names: ["poll", "ppoll"],
    same: samePollAnswers,
    parts: [[...list(POLLED), "NULL"], ["2"], ["-1", "1000"]],
    remarks: [
      ...list(REMARK),
      "Timeout",
      "INJECTED",
      "",
      "[{fd=5, revents=POLLHUP}], left {tv_sec=1, tv_nsec=2}",
      "{fd=7, revents=POLLHUP}",
      "[{fd=7, revents=POLLHUP",
      "(x)revents=POLLOUT",
    ],
  },
  "the fds that messages pass": {
    names: ["sendmsg", "recvmsg"],
    same: samePassedFds,
    parts: [
      FDS,
      [
        ...list(CONTROL).map(
          (control) => `{msg_name=NULL, msg_iov=[{iov_base="x", iov_len=1}], msg_control=${control}, msg_flags=0}`,
        ),
        "NULL",
      ],
      ["0", "MSG_CMSG_CLOEXEC"],
    ],
  },
  "options, and the flags of clone": {
    names: ["getsockopt", "setsockopt", "clone", "clone3", "fork"],
    same: sameOptions,
    parts: [
      [...FDS, "{flags=CLONE_VM|CLONE_FILES, exit_signal=0}", "{flags=0x500} => {parent_tid=[9]}", "child_stack=NULL"],
      ["SOL_SOCKET", "1", "0x1", "SOL_TCP", "flags=CLONE_FILES|SIGCHLD", "0x400", "88"],
      ["SO_ERROR", "4", "SO_LINGER", "0xd", "TCP_NODELAY"],
      [
        "[ECONNRESET]",
        "[104]",
        "[32]",
        "[110]",
        "[5]",
        "[0]",
        "{l_onoff=1, l_linger=0}",
        "{onoff=1, linger=0}",
        "{l_onoff=1, l_linger=3}",
        "NULL",
      ],
      ["[4]", "8"],
    ],
  },
};

const corpus = [...corpusCalls()];

describe("the engine reads as the grammar does", () => {
  describe.each(Object.entries(FAMILIES))("%s", (_what, { names, same, parts, remarks = [] }) => {
    const own = corpus.filter(({ name }) => names.includes(name));
    const texts = fc.tuple(...parts.map((each) => fc.constantFrom(...each))).map((all) => all.join(", "));
    const results = fc.tuple(
      fc.constantFrom(0, 0, 1, 7, -1, null),
      remarks.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...remarks), { maxLength: 2 }),
    );
    const part = fc.constantFrom<Syscall["part"]>("whole", "whole", "whole", "unfinished", "resumed");
    const name = fc.constantFrom(...names);

    test("in every call of the samples and of the specs", () => {
      for (const call of own) same(call);
    });

    test("in calls at random, whole, cut, or changed by a byte", () => {
      const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from(" \"'(),/<=>[]{}~\\|.0x9-")));
      fc.assert(
        fc.property(
          name,
          texts,
          results,
          part,
          fc.nat(),
          byte,
          fc.nat(4),
          (each, text, [value, said], half, place, code, change) => {
            const bytes = Buffer.from(text, "latin1");
            const at = place % bytes.length;
            if (change === 1) bytes[at] = code;
            const changed = (change === 2 ? bytes.subarray(0, at) : bytes).toString("latin1");
            same(new Syscall(each, null, changed, { ...NO_RESULT, value, remarks: said }, AT, AT, half));
          },
        ),
        budget(1_500),
      );
    });
  });
});
