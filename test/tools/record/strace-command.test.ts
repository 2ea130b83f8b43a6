import { expect, test } from "vitest";
import { shellLine, straceArguments } from "../../../src/tools/record/strace-command.js";

const detail = { calls: ["accept4", "writev"], stringLimit: 4096 };
const modern = { seccompBpf: true };
const old = { seccompBpf: false };

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
  const args = straceArguments(detail, { pid: 42 }, "out.strace", modern);
  expect(args).not.toContain("--seccomp-bpf");
  expect(args.slice(-2)).toEqual(["-p", "42"]);
});

test("a line for a shell quotes what a shell would take apart", () => {
  expect(shellLine(["strace", "-o", "|gzip > a.gz", "--", "./it's", ""])).toBe(
    `strace -o '|gzip > a.gz' -- './it'\\''s' ''`,
  );
});
