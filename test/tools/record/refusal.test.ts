import { expect, test } from "vitest";
import { refusal } from "../../../src/tools/record/refusal.js";

const TRACEME = "strace: ptrace(PTRACE_TRACEME, ...): Operation not permitted\n+++ exited with 1 +++\n";
const SEIZE = "strace: attach: ptrace(PTRACE_SEIZE, 42): Operation not permitted\n";

test("a container that forbids ptrace", () => {
  const error = refusal(TRACEME, { pids: [], ptraceScope: null });
  expect(error.code).toBe("ptrace-forbidden");
  expect(error.message).toContain("--cap-add=SYS_PTRACE");
});

test("Yama lets only parents trace: the program has to be started by record", () => {
  const error = refusal(SEIZE, { pids: [42], ptraceScope: 1 });
  expect(error.code).toBe("ptrace-forbidden");
  expect(error.message).toContain(
    "kernel.yama.ptrace_scope is 1: run as root, or let unflushed record start the program",
  );
});

test("Yama forbids all: nothing but another boot helps", () => {
  expect(refusal(SEIZE, { pids: [42], ptraceScope: 3 }).message).toContain("until the machine starts again");
  expect(refusal(TRACEME, { pids: [], ptraceScope: 3 }).message).toContain("until the machine starts again");
});

test("a process of another user", () => {
  expect(refusal(SEIZE, { pids: [42], ptraceScope: 0 }).message).toContain("the user of that process");
});

test("a process that is gone", () => {
  const error = refusal("strace: attach: ptrace(PTRACE_SEIZE, 42): No such process\n", { pids: [42], ptraceScope: 0 });
  expect(error.code).toBe("no-such-process");
});

test("several processes: each is named", () => {
  const forbidden = refusal(SEIZE, { pids: [42, 43], ptraceScope: null }).message;
  expect(forbidden).toContain("may not attach to processes 42, 43 (ptrace");
  expect(forbidden).toContain("the user of those processes");
  const gone = refusal("strace: attach: ptrace(PTRACE_SEIZE, 42): No such process\n", {
    pids: [42, 43],
    ptraceScope: 0,
  });
  expect(gone.message).toMatch(/^there are no processes 42, 43: /);
});

test("anything else is told in strace's words", () => {
  const error = refusal("/usr/bin/strace: invalid system call '?x'\n", { pids: [], ptraceScope: null });
  expect(error.code).toBe("strace-failed");
  expect(error.message).toBe("strace refused: invalid system call '?x'");
});

test("a strace that says nothing", () => {
  expect(refusal("", { pids: [], ptraceScope: null }).message).toBe("strace refused: strace ended without a word");
});
