import { expect, test } from "vitest";
import { Analyzer, analyzeText } from "../../../src/analyze/index.js";
import { bytesOf } from "../../../src/core/bytes.js";

/** More threads and connections than are remembered at once. */
const MANY = 17_000;
const MOST_CONNECTIONS = 16_384;
const BEGINS = [
  "1 accept4(3, NULL, NULL, SOCK_CLOEXEC) = 7",
  '1 read(7, "GET / HTTP/1.1\\r\\n\\r\\n", 100) = 18',
  '1 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\nabc", 42 <unfinished ...>',
];
/** Threads that each accept a connection, and never return from a write to it. */
const others = Array.from({ length: MANY }, (_, index) => [
  `${index + 2} accept4(3, NULL, NULL, SOCK_CLOEXEC) = ${index + 10}`,
  `${index + 2} write(${index + 10}, "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n", 38 <unfinished ...>`,
]).flat();
const RETURNS = "1 <... write resumed>) = 42";
const CLOSE = "1 close(7) = 0";

const judged = (lines: readonly string[]): { verdicts: string[]; findings: number } => {
  const { connections, findings } = analyzeText(`${lines.join("\n")}\n`);
  const exchanges = connections.filter(({ id }) => id === "c1").flatMap((connection) => connection.exchanges);
  return { verdicts: exchanges.map(({ verdict }) => verdict), findings: findings.length };
};

test("connections on which writes never return are reported before the capture ends", () => {
  let ended = 0;
  const analyzer = new Analyzer({ onConnection: () => ended++ });
  for (const line of others) analyzer.line(bytesOf(line), 0, line.length);
  expect(MANY - ended).toBeLessThanOrEqual(MOST_CONNECTIONS);
});

test("a response whose write returns after it was given up is undetermined, and no finding", () => {
  expect(judged([...BEGINS, ...others, RETURNS, CLOSE])).toEqual({ verdicts: ["undetermined"], findings: 0 });
});

test("a response whose write returns after few others began is truncated when it ends too early", () => {
  expect(judged([...BEGINS, ...others.slice(0, 200), RETURNS, CLOSE]).verdicts).toEqual(["truncated"]);
});
