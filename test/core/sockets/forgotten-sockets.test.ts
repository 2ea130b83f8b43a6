import { expect, test } from "vitest";
import { analyzeText } from "../../../src/analyze/index.js";

/** More connections than are remembered at once. */
const MANY = 20_000;
const BEGINS = [
  "1 accept4(3, NULL, NULL, SOCK_CLOEXEC) = 7",
  '1 read(7, "GET / HTTP/1.1\\r\\n\\r\\n", 100) = 18',
  '1 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\nabc", 42) = 42',
];
const others = Array.from({ length: MANY }, (_, index) => `1 accept4(3, NULL, NULL, SOCK_CLOEXEC) = ${index + 10}`);
const REST = `1 write(7, "${"d".repeat(97)}", 97) = 97`;
const CLOSE = "1 close(7) = 0";

const judged = (lines: readonly string[]): { verdicts: string[]; findings: number } => {
  const { connections, findings } = analyzeText(`${lines.join("\n")}\n`);
  const exchanges = connections.flatMap((connection) => connection.exchanges);
  return { verdicts: exchanges.map(({ verdict }) => verdict), findings: findings.length };
};

test("a response that goes on after its idle connection was forgotten is undetermined, and no finding", () => {
  expect(judged([...BEGINS, ...others, REST, CLOSE])).toEqual({ verdicts: ["undetermined"], findings: 0 });
});

test("a response that ends after its idle connection was forgotten is undetermined, and no finding", () => {
  expect(judged([...BEGINS, ...others, CLOSE])).toEqual({ verdicts: ["undetermined"], findings: 0 });
});

test("a response on a remembered connection is truncated when it ends too early", () => {
  expect(judged([...BEGINS, ...others.slice(0, 100), CLOSE]).verdicts).toEqual(["truncated"]);
});
