import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isInClass } from "../../../src/core/syscalls/classes.js";
import { isSyscallName } from "../../../src/core/syscalls/names.js";
import { CALL_CLASSES } from "../../../src/core/syscalls/row.js";
import { traceExpression } from "../../../src/core/syscalls/trace-expression.js";
import { temporaryFolder } from "../../temporary-folder.js";
import { everyCall } from "./every-call.js";

const folder = temporaryFolder();
const program = join(folder, "every-call");
writeFileSync(program, everyCall(), { mode: 0o755 });
const NOT_MADE = "-e inject=!execve:error=ENOSYS";
const LINE = /^([a-z_0-9]+)\(.* = -1 (ENOSYS|EBADF) .*\(INJECTED\)$/gm;

/** strace's own answer: every call that it knows, and whether the set that `-e trace=` would take holds it. */
function straceSays(set: string): Map<string, boolean> {
  const output = join(folder, "output");
  spawnSync("strace", ["-o", output, ...NOT_MADE.split(" "), "-e", `inject=${set}:error=EBADF`, program], {
    timeout: 20_000,
  });
  const lines = [...readFileSync(output, "latin1").matchAll(LINE)];
  // unknown numbers have no name, and execve may not be refused: strace has to start the program
  const named = lines.filter(([, name = ""]) => !name.startsWith("syscall_") && name !== "execve");
  return new Map(named.map(([, name = "", error]) => [name, error === "EBADF"]));
}

describe("the table says what strace says", () => {
  test("of the names", () => {
    const names = [...straceSays("none").keys()];
    expect(names.length).toBeGreaterThan(350); // x86-64 has as many
    expect(names.filter((name) => !isSyscallName(name))).toEqual([]);
  });

  test.each(CALL_CLASSES)("of the class %s", (callClass) => {
    const said = straceSays(`%${callClass}`);
    const isSaid = [...said].filter(([, isHeld]) => isHeld).map(([name]) => name);
    expect(isSaid.length).toBeGreaterThan(0);
    expect([...said.keys()].filter((name) => isInClass(name, callClass))).toEqual(isSaid);
  });

  test.each([
    "network",
    "%net,?write",
    "desc,process",
    "!%desc",
    "!!write",
    "!futex,%memory",
    "/^send",
    "/^(recv|send)msg$,close",
    "?write,,close,",
    "all",
    "!all",
    "none",
    "write,all",
  ])("of -e trace=%s", (text) => {
    const expression = traceExpression(text);
    const said = [...straceSays(text)];
    expect(said.length).toBeGreaterThan(350);
    expect(said.filter(([name, isHeld]) => expression?.has(name) !== isHeld)).toEqual([]);
  });
});

test.each([
  "",
  ",",
  "net",
  "creds",
  "none,write",
  "write,!close",
  "write@64",
  "scribble",
  "/(",
  "/(a*)*b",
  "1",
])("-e trace=%s is not taken for something", (text) => expect(traceExpression(text)).toBeNull());
