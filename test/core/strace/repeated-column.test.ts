import { expect, test } from "vitest";
import { repeatedColumn } from "../../../src/core/strace/columns/repeated.js";

const after = (line: string): number => {
  const bytes = Buffer.from(line);
  return repeatedColumn("app 0.00001", "app 0.00002")?.after(bytes, 0, bytes.length) ?? -1;
};

test("a column that two lines repeat stands in front of the next one", () => {
  expect(after("app 0.00003 close(5) = 0")).toBe("app 0.00003".length);
});

test.each([
  "app 0.0000132983768861 close(5) = 0",
  "app 12345678901234 close(5) = 0",
])("it never ends within a number: %s", (line) => {
  expect(after(line)).not.toBeGreaterThan(0);
});
