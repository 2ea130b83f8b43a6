import { expect, test } from "vitest";
import { isRootWithoutPtrace } from "../../../src/tools/record/circumstances.js";
import { refusal } from "../../../src/tools/record/refusal.js";

const TRACEME = "strace: ptrace(PTRACE_TRACEME, ...): Operation not permitted\n+++ exited with 1 +++\n";
/** No Yama, and not a root that lacks a capability. */
const HOST = { ptraceScope: null, isRootWithoutPtrace: false };
const SEIZE = "strace: attach: ptrace(PTRACE_SEIZE, 42): Operation not permitted\n";

test("a container that forbids ptrace", () => {
  const error = refusal(TRACEME, { ...HOST, pids: [], ptraceScope: null });
  expect(error.code).toBe("ptrace-forbidden");
  expect(error.message).toContain("--cap-add=SYS_PTRACE");
});

test.each([
  null,
  0,
  1,
  2,
])("a root without SYS_PTRACE, ptrace_scope %j: the capability is what helps", (ptraceScope) => {
  const { code, message } = refusal(SEIZE, { pids: [42], ptraceScope, isRootWithoutPtrace: true });
  expect(code).toBe("ptrace-forbidden");
  expect(message).toBe(
    "strace may not attach to process 42 (ptrace: Operation not permitted): this root lacks the capability SYS_PTRACE: start the container with --cap-add=SYS_PTRACE, or attach from its host (docs/use/containers.md)",
  );
});

test.each([
  ["all capabilities", "0\t0", "000001ffffffffff", false],
  ["what Docker gives", "0\t0", "00000000a80425fb", true],
  ["the same and SYS_PTRACE", "0\t0", "00000000a80c25fb", false],
  ["a user who is not root", "1000\t1000", "0000000000000000", false],
  ["a program of root's that is set-user-ID to another", "0\t1000", "0000000000000000", false],
])("%s", (_name, users, capabilities, expected) => {
  const status = `Name:\tnode\nUid:\t${users}\t0\t0\nCapPrm:\t0000000000000000\nCapEff:\t${capabilities}\n`;
  expect(isRootWithoutPtrace(status)).toBe(expected);
});

test("Yama lets only root trace: not even a program that record starts", () => {
  expect(refusal(SEIZE, { ...HOST, pids: [42], ptraceScope: 2 }).message).toMatch(/ptrace_scope is 2: run as root$/);
  expect(refusal(TRACEME, { ...HOST, pids: [], ptraceScope: 2 }).message).toContain("ptrace_scope is 2: run as root");
});

test("Yama lets only parents trace: the program has to be started by record", () => {
  const error = refusal(SEIZE, { ...HOST, pids: [42], ptraceScope: 1 });
  expect(error.code).toBe("ptrace-forbidden");
  expect(error.message).toContain(
    "kernel.yama.ptrace_scope is 1: run as root, or let unflushed record start the program",
  );
});

test("Yama forbids all: nothing but another boot helps", () => {
  expect(refusal(SEIZE, { ...HOST, pids: [42], ptraceScope: 3 }).message).toContain("until the machine starts again");
  expect(refusal(TRACEME, { ...HOST, pids: [], ptraceScope: 3 }).message).toContain("until the machine starts again");
});

test("a process of another user", () => {
  expect(refusal(SEIZE, { ...HOST, pids: [42], ptraceScope: 0 }).message).toContain("the user of that process");
});

test("a process that is gone", () => {
  const error = refusal("strace: attach: ptrace(PTRACE_SEIZE, 42): No such process\n", {
    ...HOST,
    pids: [42],
    ptraceScope: 0,
  });
  expect(error.code).toBe("no-such-process");
});

test("several processes: each is named", () => {
  const forbidden = refusal(SEIZE, { ...HOST, pids: [42, 43], ptraceScope: null }).message;
  expect(forbidden).toContain("may not attach to processes 42, 43 (ptrace");
  expect(forbidden).toContain("the user of those processes");
  const gone = refusal("strace: attach: ptrace(PTRACE_SEIZE, 42): No such process\n", {
    ...HOST,
    pids: [42, 43],
    ptraceScope: 0,
  });
  expect(gone.message).toMatch(/^there are no processes 42, 43: /);
});

test("anything else is told in strace's words", () => {
  const error = refusal("/usr/bin/strace: invalid system call '?x'\n", { ...HOST, pids: [], ptraceScope: null });
  expect(error.code).toBe("strace-failed");
  expect(error.message).toBe("strace refused: invalid system call '?x'");
});

test("a strace that says nothing", () => {
  expect(refusal("", { ...HOST, pids: [], ptraceScope: null }).message).toBe(
    "strace refused: strace ended without a word",
  );
});
