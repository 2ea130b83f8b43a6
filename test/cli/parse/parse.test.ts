import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { unflushed } from "../run.js";

const schema = JSON.parse(readFileSync(new URL("../../../schema/parse.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
const names = readdirSync(new URL("../../../samples", import.meta.url)).filter((name) => name.endsWith(".strace"));
const objectsIn = (stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test.each(names)("%s: every line is an object of the schema, and none is unrecognized", async (name) => {
  const { stdout, stderr, code } = await unflushed(["parse", "--strict", `samples/${name}`]);
  const objects = objectsIn(stdout);
  for (const object of objects) expect(validate(object), JSON.stringify([object, validate.errors])).toBe(true);
  expect(objects.filter(({ kind }) => kind === "unrecognized")).toEqual([]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("the cases of the specs are objects of the schema too", () => {
  const text = readFileSync(new URL("../../specs/strace-lines.md", import.meta.url), "utf8");
  const lines = [...text.matchAll(/^```parsed\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.trim().split("\n"),
  );
  expect(lines.length).toBeGreaterThan(150);
  for (const line of lines) expect(validate(JSON.parse(line)), line + JSON.stringify(validate.errors)).toBe(true);
});

test("standard input is parsed as it comes", async () => {
  const { stdout, code } = await unflushed(["parse"], 'write(7, "abc"..., 5) = 3\nhello\n');
  expect(objectsIn(stdout)).toEqual([
    {
      line: 1,
      endLine: 1,
      pid: null,
      time: null,
      call: "write",
      args: [7, { $string: "abc", $cut: true }, 5],
      result: 3,
      error: null,
      duration: null,
      remarks: [],
    },
    { kind: "foreign", line: 2, pid: null, time: null, text: "hello" },
  ]);
  expect(code).toBe(0);
});

const DAMAGED = '7 close(3) = 0\n7 close(3 \u001b[31m\n7 write(3, "x") 4\n';

test("a line that cannot be read is counted on standard error", async () => {
  const { stdout, stderr, code } = await unflushed(["parse"], DAMAGED);
  expect(objectsIn(stdout).map(({ kind }) => kind)).toEqual([undefined, "unrecognized", "unrecognized"]);
  expect(stderr).toBe("unflushed: 2 of 3 lines of standard input could not be read\n");
  expect(code).toBe(0);
});

test("--show-unrecognized prints such lines, escaped; --strict makes them an error", async () => {
  for (const command of [["parse"], ["check"]]) {
    const { stderr, code } = await unflushed([...command, "--show-unrecognized", "--strict", "-"], DAMAGED);
    expect(stderr).toContain('standard input:3: 7 write(3, "x") 4\n');
    expect(stderr).toContain("standard input:2 cannot be read, and --strict allows no such line");
    expect(stderr).not.toContain("\u001b");
    expect(code).toBe(2);
  }
});
