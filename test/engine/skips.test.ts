import fc from "fast-check";
import { expect, test } from "vitest";
import { effectiveCalls, transfers } from "../../src/core/sockets/effective-calls.js";
import type { IsSocket } from "../../src/core/sockets/skips/fds.js";
import { isUnneeded } from "../../src/core/sockets/skips/scanned.js";
import { skipsOf } from "../../src/core/sockets/skips/skips.js";
import { splitLine } from "../../src/core/strace/line/split.js";
import { LineScanner } from "../../src/engine/host/line-scanner.js";
import type { LineView } from "../../src/engine/host/line-view.js";
import type { ScannedKind } from "../../src/engine/host/record-fields.js";
import { budget } from "../budget.js";
import { sampleTexts } from "../sample-texts.js";
import { variedLines } from "./corpus.js";
import { engineOf } from "./engine.js";

/** What the model may answer: whether an fd is a socket, and whether the process waits to write. */
const answers = [true, false, null].flatMap((socket) => [true, false].map((waits) => ({ socket, waits })));

/** Whether a call is left out, and which fds the model was asked about. */
interface Decision {
  readonly isLeftOut: boolean;
  readonly asked: readonly string[];
}

function decide(socket: boolean | null, by: (isSocket: IsSocket) => boolean): Decision {
  const asked: string[] = [];
  const isLeftOut = by((pid, fd) => {
    asked.push(`${pid} ${fd}`);
    return socket;
  });
  return { isLeftOut, asked };
}

/** What each half of a call does not show. */
const HIDDEN: Partial<Record<ScannedKind, "first" | "last">> = { "first-half": "last", "second-half": "first" };

/** An fd as strace does not print it: its call is read. */
const ODD_FD = /\((?:0\d|\d{10})/;

/** The decision of src/core/sockets/skips. */
function coreLeavesOut(line: string, { kind, name, pid }: LineView, isSocket: IsSocket, waits: boolean): boolean {
  if (!effectiveCalls.has(name)) return true;
  const skip = skipsOf(transfers, isSocket, () => waits).get(name);
  if (!skip || skip.shows === HIDDEN[kind]) return false;
  const bytes = Buffer.from(line, "latin1");
  return skip.applies(bytes, splitLine(line).argsStart, bytes.length, pid);
}

/** Whatever the model answers, engine and core decide the same, and ask about the same fd. Returns how many calls need no answer. */
function agrees(text: string): number {
  let unasked = 0;
  let index = 0;
  const lines = text.split("\n");
  const scanner = new LineScanner(engine, {
    line: (view) => {
      const line = lines[index++] as string;
      if (view.kind === "exit" || view.kind === "killed" || view.kind === "signal") return;
      for (const { socket, waits } of answers) {
        const own = decide(socket, (isSocket) => isUnneeded(view, { isSocket, waitsToWrite: () => waits }));
        const core = decide(socket, (isSocket) => coreLeavesOut(line, view, isSocket, waits));
        if (ODD_FD.test(line) && !own.isLeftOut) continue;
        expect(own, line).toEqual(own.asked.length === 0 ? { ...core, asked: [] } : core);
        if (own.isLeftOut && own.asked.length === 0) unasked++;
      }
    },
    ask: () => {
      index++;
    },
  });
  scanner.push(Buffer.from(`${text}\n`, "latin1"));
  return unasked / answers.length;
}

const engine = engineOf("simd");

test("the calls of the samples that change nothing are those that the core leaves out", () => {
  const unasked = sampleTexts(100_000).map(({ text }) => agrees(text));
  expect(unasked.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1_000);
});

test("and so are those whose words decide it", () => {
  const event = fc.constantFrom(..."IN OUT ERR HUP RDHUP PRI RDNORM IN|EPOLLOUT IN|EPOLLHUP".split(" "));
  const fd = fc.constantFrom("0", "1", "2", "3", "-1", "AT_FDCWD", "fd=3", "");
  const file = fc.constantFrom(
    "",
    "</srv/x>",
    "<TCP:[1:2]>",
    "<socket:[7]>",
    "<sock>",
    "<pipe:[7]>",
    "<UNIX:[7]>",
    "<(null):[1]>",
  );
  const option = fc.constantFrom(
    ..."SO_LINGER SO_LINGEX TCP_NODELAY SOL_TCP F_GETFL F_SETFL F_SETFD FIOCLEX FIONCLEX FIONBIO".split(" "),
  );
  const word = fc.oneof(option, fc.constantFrom("0x1", "1", "sol", ""));
  const lines = fc.oneof(
    event.map((name) => `epoll_wait(8, [{events=EPOLL${name}, data=7}], 1024, -1) = 1`),
    fc
      .tuple(event, event)
      .map(([asked, said]) => `poll([{fd=5, events=POLL${asked}}], 1, 9) = 1 ([{fd=5, revents=POLL${said}}])`),
    fc.constantFrom("epoll_wait(8, [{events=0x1}], 9, -1) = 1", "poll([{events=0x1}], 9, -1) = 1 ([{revents=0x1}])"),
    fc
      .tuple(fc.constantFrom("setsockopt", "ioctl", "fcntl"), fd, file, word, word)
      .map(([name, number, path, ...words]) => {
        return `${name}(${[number + path, ...words, "[1]"].join(", ")}) = 0`;
      }),
    fc
      .tuple(fc.constantFrom("read", "writev", "sendmsg", "sendfile", "close"), fd, file)
      .map(([name, number, path]) => {
        return `${name}(${number}${path}, 1) = 1`;
      }),
    fc.tuple(fd, file, fc.nat(200)).map(([number, path, length]) => {
      return `openat(AT_FDCWD, "x", O_RDWR) = ${number}${path.replace("x", "x".repeat(length))}`;
    }),
    fc.constant('openat(AT_FDCWD, "x", O_RDWR) = -1 ENOENT (No such file or directory)'),
  );
  fc.assert(
    fc.property(lines, (line) => void agrees(`${line}\n${line.replace(/, [^,]*$/, " <unfinished ...>")}`)),
    budget(1_500),
  );
});

test.each([
  "close(07</srv/x>) = 0",
  "read(12345678901, 1) = 1",
  "setsockopt(00<TCP:[1]>, SOL_TCP, TCP_NODELAY, [1], 4) = 0",
])("%s has to be read: strace prints no fd so", (line) => {
  const decisions: Decision[] = [];
  const scanner = new LineScanner(engine, {
    line: (view) =>
      decisions.push(decide(false, (isSocket) => isUnneeded(view, { isSocket, waitsToWrite: () => false }))),
    ask: () => {},
  });
  scanner.push(Buffer.from(`${line}\n`));
  scanner.finish();
  expect(decisions).toEqual([{ isLeftOut: false, asked: [] }]);
});

test("and so are those of lines with a byte changed", () => {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('0129<>,= ()/sT"P-')));
  fc.assert(
    fc.property(fc.constantFrom(...variedLines()), fc.nat(), byte, (line, at, code) => {
      const changed = Buffer.from(line, "latin1");
      if (changed.length > 0 && code !== 0x0a) changed[at % changed.length] = code;
      agrees(changed.toString("latin1"));
    }),
    budget(1_500),
  );
});
