import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StraceEvent } from "../../../src/core/strace/event.js";
import { StraceReader } from "../../../src/core/strace/reader.js";

function read(...lines: string[]): { events: StraceEvent[]; reader: StraceReader } {
  const events: StraceEvent[] = [];
  const reader = new StraceReader((event) => events.push(event));
  for (const line of lines) {
    const bytes = Buffer.from(line, "latin1");
    reader.read(bytes, 0, bytes.length);
  }
  reader.finish();
  return { events, reader };
}

/** The call in the last line, in short. */
function lastCall(...lines: string[]): object {
  const event = read(...lines).events.at(-1);
  if (event?.kind !== "call") return { kind: event?.kind };
  const { name, pid, argumentsText, result, begin, end } = event.call;
  return {
    name,
    pid,
    argumentsText,
    value: result.value,
    error: result.error,
    line: begin.line,
    endLine: end.line,
    time: begin.time,
  };
}

describe("what stands in front of a call", () => {
  const forms: readonly (readonly [what: string, prefix: string, pid: number | null, time: number | null])[] = [
    ["nothing", "", null, null],
    ["[pid N] of stderr", "[pid 123] ", 123, null],
    ["a padded [pid N]", "[pid   123] ", 123, null],
    ["the bare pid of -o", "123 ", 123, null],
    ["a padded bare pid", "123   ", 123, null],
    ["-Y", "[pid 123<my (srv)>] ", 123, null],
    ["-Y with -o", "123<srv> ", 123, null],
    ["-t", "10:00:01 ", null, 36_001],
    ["-tt", "10:00:01.250000 ", null, 36_001.25],
    ["-ttt", "1763892982.500000 ", null, 1_763_892_982.5],
    ["-ttt in whole seconds", "1763892982 ", null, 1_763_892_982],
    ["-r", "     0.000624 ", null, 0.000624],
    ["pid and -tt", "[pid 123] 10:00:01.250000 ", 123, 36_001.25],
    ["pid and -r", "[pid 20808]      0.000155 ", 20_808, 0.000155],
    ["-o, -ttt", "123   1763892982.500000 ", 123, 1_763_892_982.5],
    ["-i", "[00007f8ac363f000] ", null, null],
    ["-n and -i", "123 10:00:01 [   3] [00007f8ac363f000] ", 123, 36_001],
  ];
  test.each(forms)("%s", (_what, prefix, pid, time) => {
    expect(lastCall(`${prefix}close(3) = 0`)).toMatchObject({ name: "close", pid, time, value: 0 });
  });
});

describe("results", () => {
  test.each([
    ["= 5", 5, null],
    ["= 0x7f00", 0x7f00, null],
    ["= ?", null, null],
    ["= -1 EAGAIN (Resource temporarily unavailable)", -1, "EAGAIN"],
    ["= ? ERESTARTSYS (To be restarted if SA_RESTART is set)", null, "ERESTARTSYS"],
    ["= 7<TCP:[127.0.0.1:80->127.0.0.1:5000]>", 7, null],
    ["= 5</srv/paren(1) = 0>", 5, null],
    ["= 0 (Timeout)", 0, null],
    ["= -1 EAGAIN (Resource temporarily unavailable) (INJECTED)", -1, "EAGAIN"],
    ["              = 5 <0.000012>", 5, null],
  ])("%s", (result, value, error) => {
    expect(lastCall(`read(3, "", 5) ${result}`)).toMatchObject({ value, error });
  });
});

describe("markers inside strings are text", () => {
  test.each([
    ['write(1, ") = 5", 5) = 5'],
    ['write(1, " <unfinished ...>", 5) = 5'],
    ['write(1, "+++ exited with 0 +++", 5) = 5'],
    [String.raw`write(1, "\") = -1 EAGAIN (x", 5) = 5`],
    ['write(1</srv/a) = 3>, "x", 5) = 5'],
  ])("%s", (line) => {
    expect(lastCall(line)).toMatchObject({ name: "write", value: 5, error: null });
  });
});

describe("calls in two halves", () => {
  test("unfinished and resumed, across threads", () => {
    expect(
      lastCall("[pid 1] read(7,  <unfinished ...>", "[pid 2] close(4) = 0", '[pid 1] <... read resumed>"abc", 9) = 3'),
    ).toEqual({
      name: "read",
      pid: 1,
      argumentsText: '7, "abc", 9',
      value: 3,
      error: null,
      line: 1,
      endLine: 3,
      time: null,
    });
  });

  test("begun without a pid, ended with one: the first child was born in between", () => {
    expect(
      lastCall(
        "clone3({flags=CLONE_VM} <unfinished ...>",
        "strace: Process 9 attached",
        "[pid 8] <... clone3 resumed> => {parent_tid=[9]}, 88) = 9",
      ),
    ).toMatchObject({ name: "clone3", pid: 8, value: 9, argumentsText: "{flags=CLONE_VM} => {parent_tid=[9]}, 88" });
  });

  test("cut by a notice in the middle of the line", () => {
    expect(lastCall("clone(flags=SIGCHLDstrace: Process 9 attached", ", child_tidptr=0x7f) = 9")).toMatchObject({
      name: "clone",
      value: 9,
      argumentsText: "flags=SIGCHLD, child_tidptr=0x7f",
    });
  });

  test("cut by the program's own output", () => {
    expect(lastCall(String.raw`write(1, "64\n", 364`, ") = 3")).toMatchObject({ name: "write", value: 3 });
  });

  test("the program's own output within the line", () => {
    expect(lastCall('write(2</srv/log>, "(", 1() = 1')).toMatchObject({ name: "write", value: 1 });
  });

  test("a call that the thread died in", () => {
    expect(
      lastCall("7 epoll_wait(3,  <unfinished ...>", "7 <... epoll_wait resumed> <unfinished ...>) = ?"),
    ).toMatchObject({
      name: "epoll_wait",
      value: null,
    });
  });
});

describe("lines that are no calls", () => {
  test.each([
    ["--- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=1, si_uid=0} ---", { kind: "signal", signal: "SIGTERM" }],
    ["[pid 7] +++ exited with 0 +++", { kind: "exit", status: 0 }],
    ["7     +++ killed by SIGKILL +++", { kind: "killed", signal: "SIGKILL", coreDumped: false }],
    ["7 +++ superseded by execve in pid 9 +++", { kind: "superseded", by: 9 }],
    ["strace: Process 42 attached", { kind: "notice", attached: 42 }],
    ["strace: Process 42 detached", { kind: "notice", attached: null }],
    [" | 00000  68 65 6c 6c 6f   hello |", { kind: "hexdump" }],
    ["listening on port 80", { kind: "foreign", text: "listening on port 80" }],
  ])("%s", (line, expected) => {
    expect(read(line).events[0]).toMatchObject(expected);
  });

  test("a call that the end of the capture cuts is reported as far as it goes", () => {
    const { events, reader } = read('7 writev(7<TCP:[1.2.3.4:80]>, [{iov_base="HTTP/1.');
    expect(events).toMatchObject([{ kind: "call", call: { name: "writev", part: "unfinished", fd: 7 } }]);
    expect(reader.counts.unrecognized).toBe(0);
  });
});

describe("whatever comes in", () => {
  test("no line throws, and every line is counted once", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123[]{}()<>=.,\"\\ +-*/|~'abz_:?") }));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), (lines) => {
        expect(read(...lines).reader.counts.lines).toBe(lines.length);
      }),
    );
  });

  test("any bytes, quoted as strace quotes them, come back the same", () => {
    const quote = (bytes: Uint8Array): string => {
      let quoted = "";
      for (const [i, byte] of bytes.entries()) {
        const char = String.fromCharCode(byte);
        const isDigitNext = /[0-7]/.test(String.fromCharCode(bytes[i + 1] ?? 0));
        if (char === '"' || char === "\\") quoted += `\\${char}`;
        else if (byte >= 0x20 && byte < 0x7f) quoted += char;
        else quoted += `\\${byte.toString(8).padStart(isDigitNext ? 3 : 1, "0")}`;
      }
      return quoted;
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { events } = read(`9 write(3, "${quote(bytes)}", ${bytes.length}) = ${bytes.length}`);
        const [event] = events;
        const argument = event?.kind === "call" ? event.call.args?.[1] : undefined;
        expect(argument).toEqual({ kind: "string", bytes: Buffer.from(bytes).toString("latin1"), cut: false });
      }),
    );
  });
});

/** What a reader reports, and counts, whose user needs no call. */
function readUnwanted(...lines: readonly string[]) {
  const events: StraceEvent[] = [];
  const reader = new StraceReader((event) => events.push(event), { wants: () => false });
  for (const line of lines) reader.read(Buffer.from(line), 0, line.length);
  reader.finish();
  return { kinds: events.map(({ kind }) => kind), calls: reader.syscalls, counts: reader.counts };
}

describe("calls that nobody asks for", () => {
  test.each([
    ["a long remark", [`personality(0) = 0x7000000 (${"PER_LINUX|".repeat(20)}X)`]],
    ["two halves", ["1 futex(0x7f, FUTEX_WAIT <unfinished ...>", "1 <... futex resumed>) = 0"]],
  ])("are counted and not reported: %s", (_what, lines) => {
    expect(readUnwanted(...lines)).toMatchObject({ kinds: [], calls: 1, counts: { foreign: 0, unrecognized: 0 } });
  });

  test.each([
    ["a bare tail of -z", ["1 getsockname(5,  <unfinished ...>", "{sa_family=AF_UNIX}, [128 => 20]) = 0"]],
    ["a note", ["brk(NULL) = 0x7f00 // the heap"]],
    [
      "a message in the line",
      ["add_key(NULL, strace: umoven: short read (5 < 10) @0x7f", "0x7f, 10, 0) = -1 EFAULT (Bad address)"],
    ],
  ])("are read like others when their lines are odd: %s", (_what, lines) => {
    const { kinds, calls, counts } = readUnwanted(...lines);
    expect(kinds.filter((kind) => kind !== "notice")).toEqual(["call"]);
    expect({ calls, ...counts }).toMatchObject({ calls: 1, foreign: 0, unrecognized: 0 });
  });

  test.each([
    ["a line that swallowed the next", ['brk(NULL) = 0x7f00write(7, "a", 1) = 1']],
    ["a half that swallowed the next", ["1 brk(NULL) = 0x7f001 futex(0x7f, FUTEX_WAIT <unfinished ...>"]],
    [
      "a second half that did",
      ["1 futex(0x7f <unfinished ...>", '1 <... futex resumed>) = 0write(7, "a", 1) = 1', "1 brk(NULL) = 0"],
    ],
    ["a line that was clipped in its arguments", ["futex(0x7f, FUTEX_", "brk(NULL) = 0"]],
    ["digits alone after a result that they cannot go on with", ["brk(NULL) = 0", "7"]],
  ])("are counted as unread when their lines are damaged: %s", (_what, lines) => {
    expect(readUnwanted(...lines).counts.unrecognized).toBe(1);
  });
});

describe("what people do to lines", () => {
  test("typographic quotes and dots, as a word processor makes them", () => {
    const text = Buffer.from("write(7, \u201cGET\u201d\u2026, 100) = 43", "utf8").toString("latin1");
    expect(lastCall(text)).toMatchObject({ name: "write", argumentsText: '7, "GET"..., 100', value: 43 });
  });

  test.each([
    ["close(3) = 0", "...", "elided"],
    ["close(3) = 0", "[...]", "elided"],
    ["close(3) = 0", "# 12 lines omitted", "elided"],
    ["close(3) = 0", "--- snip ---", "elided"],
    ["close(3) = 0", "[info] cache skipped for /a", "foreign"],
    ["close(3) = 0", "waiting...", "foreign"],
    ["close(3) = 0", "7", "unrecognized"],
    ["not strace", "7", "foreign"],
    ["10:00:01 close(3) = 0", "10:00:02 INFO closed", "foreign"],
    ["10:00:01 close(3) = 0", "10:00:02 clo", "unrecognized"],
  ])("%s, then %s: %s", (first, second, kind) => {
    expect(read(first, second).events.at(-1)?.kind).toBe(kind);
  });
});
