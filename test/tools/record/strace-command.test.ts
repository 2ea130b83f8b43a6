import { expect, test } from "vitest";
import { shellLine, straceArguments } from "../../../src/tools/record/strace-command.js";

const detail = { calls: ["accept4", "writev"], stringLimit: 4096 };
const modern = { seccompBpf: true, inject: true };
const old = { seccompBpf: false, inject: true };

test("a program is started with a filter in the kernel, so that only wanted calls stop it", () => {
  expect(straceArguments(detail, { command: ["./server", "-p", "80"] }, "out.strace", modern)).toEqual([
    ...["-f", "--seccomp-bpf", "-tt", "-yy", "-s", "4096", "-e", "trace=?accept4,?writev", "-o", "out.strace"],
    ...["--", "./server", "-p", "80"],
  ]);
});

test("an older strace gets no flag that it does not know", () => {
  expect(straceArguments(detail, { command: ["./server"] }, "out.strace", old)).not.toContain("--seccomp-bpf");
});

test("a process that runs already cannot be given such a filter", () => {
  const args = straceArguments(detail, { command: null, pids: [42] }, "out.strace", modern);
  expect(args).not.toContain("--seccomp-bpf");
  expect(args.slice(-2)).toEqual(["-p", "42"]);
});

test("several processes, and a program besides: strace then still hears SIGINT, which makes it detach", () => {
  const pids = [42, 43];
  expect(straceArguments(detail, { command: null, pids }, "out", modern).slice(-6)).toEqual([
    "-o",
    "out",
    "-p",
    "42",
    "-p",
    "43",
  ]);
  const both = straceArguments(detail, { command: ["./server"], pids }, "out", modern);
  expect(both.slice(-8)).toEqual(["-I", "2", "-p", "42", "-p", "43", "--", "./server"]);
});

test("a ring is refused by name, and its set-up is traced: strace tampers only with what it traces", () => {
  const args = straceArguments({ ...detail, refusesRing: true }, { command: null, pids: [42] }, null, modern);
  expect(args.join(" ")).toContain("-e trace=?accept4,?writev,?io_uring_setup -e inject=?io_uring_setup:error=ENOSYS");
});

test("a detail that traces the set-up already names it once", () => {
  const calls = ["io_uring_setup", "writev"];
  const args = straceArguments(
    { calls, stringLimit: 9, refusesRing: true },
    { command: null, pids: [42] },
    null,
    modern,
  );
  expect(args).toContain("trace=?io_uring_setup,?writev");
});

test("a strace that cannot inject is not asked to", () => {
  const args = straceArguments({ ...detail, refusesRing: true }, { command: null, pids: [42] }, null, {
    ...modern,
    inject: false,
  });
  expect(args.join(" ")).not.toMatch(/inject|io_uring/);
});

test("a line for a shell quotes what a shell would take apart", () => {
  expect(shellLine(["strace", "-o", "|gzip > a.gz", "--", "./it's", ""])).toBe(
    `strace -o '|gzip > a.gz' -- './it'\\''s' ''`,
  );
});
