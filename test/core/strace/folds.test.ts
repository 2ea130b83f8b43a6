import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StraceEvent } from "../../../src/core/strace/event.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import { budget } from "../../budget.js";
import { folded, wrapped } from "../../paste.js";

interface ReadCapture {
  /** The calls in short: `line-endLine pid name(arguments) = value`. */
  readonly calls: string[];
  readonly unread: number;
  readonly foreign: number;
}

/** Reads a capture that stands in one chunk, as that of a file does. */
function read(lines: readonly string[]): ReadCapture {
  const calls: string[] = [];
  const reader = new StraceReader((event: StraceEvent) => {
    if (event.kind !== "call") return;
    const { begin, end, pid, name, argumentsText, result } = event.call;
    calls.push(`${begin.line}-${end.line} ${pid ?? ""} ${name}(${argumentsText}) = ${result.value ?? "?"}`);
  });
  const bytes = Buffer.from(lines.join("\n"), "latin1");
  let start = 0;
  for (const line of lines) {
    reader.read(bytes, start, start + line.length);
    start += line.length + 1;
  }
  reader.finish();
  return { calls, unread: reader.counts.unrecognized, foreign: reader.counts.foreign };
}

/** Breaks between words only: a word that is wider than the page stands whole on a line of its own. */
function wrappedWithWideWords(line: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of line.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

describe("a capture that a width folded", () => {
  const fold = (width: number, ...lines: string[]): ReadCapture => read(lines.flatMap((line) => folded(line, width)));

  test("a call in four lines", () => {
    const line = `write(7, "${"x".repeat(132)}"..., 9000) = 9000`;
    expect(fold(40, line).calls).toEqual([`1-4  ${line}`]);
  });

  test("a line that breaks within the name of its call, whose rest is the name of another", () => {
    const lines = [
      "[pid   100] 10:00:00.000001 epoll_pwait2(3, [], 64, -1) = 0",
      '[pid   100] 10:00:00.000002 pwrite64(5, "abc", 3, 0) = 3',
    ];
    const { calls } = fold(29, ...lines);
    expect(calls).toEqual(["1-3 100 epoll_pwait2(3, [], 64, -1) = 0", '4-5 100 pwrite64(5, "abc", 3, 0) = 3']);
  });

  test("blanks at the end of a piece were blanks of the line, though a terminal dropped them", () => {
    const lines = [`read(5, "${"a".repeat(28)}  bb", 32) = 32`, `read(5, "${"b".repeat(40)}", 40) = 40`];
    const pieces = lines.flatMap((line) => folded(line, 39)).map((line) => line.trimEnd());
    expect(read(pieces).calls).toEqual([`1-2  ${lines[0]}`, `3-4  ${lines[1]}`]);
  });

  test("the rest of another thread's call ends no call of this one", () => {
    const { calls } = fold(
      30,
      "10 sendmsg(5, 0x7ffe <unfinished ...>",
      "11 <... epoll_wait resumed>, [{events=EPOLLIN, data={u32=1}}], 512, -1) = 1",
      "10 <... sendmsg resumed>) = 32",
    );
    expect(calls.filter((call) => call.includes("sendmsg"))).toEqual(["1-6 10 sendmsg(5, 0x7ffe) = 32"]);
  });

  test("what the program printed between two lines stays foreign", () => {
    const { calls, foreign } = fold(30, `close(3</srv/${"a".repeat(40)}>) = 0`, "hello", 'read(4, "", 8192) = 0');
    expect(calls).toEqual([`1-2  close(3</srv/${"a".repeat(40)}>) = 0`, '4-4  read(4, "", 8192) = 0']);
    expect(foreign).toBe(1);
  });

  test("a line that was not folded is longer than the width", () => {
    const long = `write(5, "${"b".repeat(100)}"..., 9000) = 9000`;
    const { calls } = read([...folded(`read(5, "${"a".repeat(60)}"..., 9000) = 9000`, 40), long, "close(5) = 0"]);
    expect(calls).toEqual([`1-3  read(5, "${"a".repeat(60)}"..., 9000) = 9000`, `4-4  ${long}`, "5-5  close(5) = 0"]);
  });

  test("a word that is wider than the page stands on a line of its own", () => {
    const calls = [
      `read(7, "${"z".repeat(300)}", 300) = 300`,
      `write(7, "HTTP/1.1 200 OK\\r\\nServer: a b c d\\r\\nContent-Length: 5\\r\\n\\r\\n", 55) = 55`,
      `read(7, "one two three four five six seven eight", 8192) = 39`,
    ];
    const capture = read(calls.flatMap((line) => wrappedWithWideWords(line, 40)));
    expect(capture.calls.map((call) => call.replace(/^\S+ +/, ""))).toEqual(calls);
  });

  test("a backslash before each break", () => {
    const lines = [`read(5, "${"a".repeat(60)}\\r\\n"..., 9000) = 9000`, "shutdown(5, SHUT_WR) = 0"];
    const pieces = lines.flatMap((line) => folded(line, 40).join("\\\n").split("\n"));
    expect(read(pieces).calls).toEqual([`1-3  ${lines[0]}`, `4-4  ${lines[1]}`]);
  });

  test("a message of strace's after a first half is a line of its own", () => {
    const begun = "10 clone3({flags=CLONE_VM|CLONE_FS, exit_signal=0, stack=0x7f} <unfinished ...>";
    const lines = [`10 read(5, "${"a".repeat(60)}"..., 9000) = 9000`, begun];
    const { calls, foreign, unread } = fold(
      40,
      ...lines,
      "strace: Process 11 attached",
      "10 <... clone3 resumed>) = 11",
    );
    const whole = "clone3({flags=CLONE_VM|CLONE_FS, exit_signal=0, stack=0x7f}) = 11";
    expect(calls).toEqual([`1-3 10 ${lines[0]?.slice(3)}`, `4-7 10 ${whole}`]);
    expect({ foreign, unread }).toEqual({ foreign: 0, unread: 0 });
  });

  test("a clipped capture is not folded", () => {
    const { calls, unread } = read(['write(5, "aaaaaaaaaaa', 'write(6, "aaaaaaaaaaa', "close(5) = 0"]);
    expect(calls).toEqual(["3-3  close(5) = 0"]);
    expect(unread).toBe(2);
  });
});

describe("a folded capture whose lines come one by one, from a terminal or a pipe", () => {
  const readOneByOne = (lines: readonly string[]): string[] => {
    const calls: string[] = [];
    const reader = new StraceReader((event: StraceEvent) => {
      if (event.kind === "call")
        calls.push(`${event.call.name}(${event.call.argumentsText}) = ${event.call.result.value}`);
    });
    for (const line of lines) reader.read(Buffer.from(line, "latin1"), 0, line.length);
    reader.finish();
    return calls;
  };
  const lines = [
    "close(3) = 0",
    `write(7, "${"x".repeat(132)}"..., 9000) = 9000`,
    `read(7, "${"y".repeat(61)}"..., 9000) = 61`,
    "shutdown(7, SHUT_WR) = 0",
    `write(8, "${"z".repeat(90)}"..., 9000) = 9000`,
  ];

  test.each([40, 57, 80])("at %i: the calls that the whole lines hold", (width) => {
    expect(readOneByOne(lines.flatMap((line) => folded(line, width)))).toEqual(lines);
  });

  test("a call that stops, and another after it, are none: no further line waits", () => {
    let count = 0;
    const reader = new StraceReader(() => count++);
    const seen = ['write(5, "aaaaaaaaaaa', "close(5) = 0", "close(6) = 0", "close(7) = 0"].map((line) => {
      reader.read(Buffer.from(`${line}\nx`), 0, line.length);
      return count;
    });
    expect(seen).toEqual([0, 2, 3, 4]);
  });
});

describe("a capture that was wrapped between words", () => {
  const wrap = (width: number, ...lines: string[]): ReadCapture => read(lines.flatMap((line) => wrapped(line, width)));

  test("the pid stands on a line of its own", () => {
    const lines = [
      "[pid 10] 10:00:00 read(5</srv/data>, 0x7ffe, 10) = 3",
      "[pid 11] 10:00:00 close(6</srv/more/data>) = 0",
    ];
    const { calls } = wrap(31, ...lines);
    expect(calls).toEqual(["1-3 10 read(5</srv/data>, 0x7ffe, 10) = 3", "4-5 11 close(6</srv/more/data>) = 0"]);
  });

  test("a message of strace's within a line", () => {
    const clone = "clone3({flags=CLONE_VM|CLONE_FS, exit_signal=0, stack=0x7f}";
    const { calls } = wrap(31, `${clone}strace: Process 9 attached`, " => {parent_tid=[9]}, 88) = 9");
    expect(calls).toEqual([`1-5  ${clone} => {parent_tid=[9]}, 88) = 9`]);
  });

  const head = 'write(5, "HTTP/1.1 200 OK\\r\\nServer: a test\\r\\n\\r\\n", 35) = 35';

  test("a string as long as its count says is what was written", () => {
    expect(wrap(30, head).calls).toEqual([`1-3  ${head}`]);
  });

  test("a string that lost more than one blank is not", () => {
    const pieces = wrapped(head.replace("a test", "a  test").replaceAll("35", "36"), 30);
    const { calls, unread } = read(pieces.map((piece) => piece.trim()));
    expect(calls).toEqual([]);
    expect(unread).toBe(1);
  });
});

test("lines of any length, folded at any width: the calls that the whole lines hold", () => {
  const line = fc
    .tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.stringMatching(/^[a-z =(){},]{0,120}$/),
      fc.integer({ min: 0, max: 9999 }),
    )
    .map(([pid, text, value]) => `${pid} write(1${pid}, "${text}", ${value}) = ${value}`);
  fc.assert(
    fc.property(fc.array(line, { minLength: 8, maxLength: 20 }), fc.integer({ min: 24, max: 90 }), (lines, width) => {
      const short = (calls: readonly string[]): string[] => calls.map((call) => call.replace(/^\S+ /, ""));
      const pieces = lines.flatMap((text) => folded(text, width));
      expect(short(read(pieces).calls)).toEqual(short(read(lines).calls));
    }),
    budget(100),
  );
});
