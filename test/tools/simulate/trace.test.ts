import { expect, test } from "vitest";
import { FAMOUS } from "../../../src/tools/simulate/parameters.js";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { DIALECTS, type PrintedDialect } from "../../../src/tools/simulate/strace/dialects.js";
import { plainCall, shutdown, write } from "../../../src/tools/simulate/strace/strace-calls.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";
import type { TraceEvent } from "../../../src/tools/simulate/trace-event.js";

const fd = { number: 7, y: "socket:[416394]", yy: "TCP:[127.0.0.1:80->127.0.0.1:5000]" };
const body = { text: null, length: 9000, isBody: true };
const call = write("writev", fd, [{ text: 'a "b"\r\n', length: 7, isBody: false }, body], "9007");

function text(events: TraceEvent[], dialect: PrintedDialect = DIALECTS.relative): string {
  return traceText(events, { ...dialect, stringLimit: 8 });
}

test("a call that another thread's line cuts is printed in halves, with the time of each", () => {
  const events: TraceEvent[] = [
    { kind: "begin", pid: 20495, at: 10, call },
    { kind: "begin", pid: 20496, at: 20, call: shutdown(fd, null) },
    { kind: "return", pid: 20495, at: 30, call },
    { kind: "return", pid: 20496, at: 40, call: shutdown(fd, null) },
  ];
  expect(text(events)).toBe(
    `     0.000000 writev(7, [{iov_base="a \\"b\\"\\r\\n", iov_len=7}, {iov_base="........"..., iov_len=9000}], 2 <unfinished ...>
[pid 20496]      0.000010 shutdown(7, SHUT_WR <unfinished ...>
[pid 20495]      0.000010 <... writev resumed>) = 9007
[pid 20496]      0.000010 <... shutdown resumed>) = 0
`,
  );
});

test("a call that the filter hides cuts no line", () => {
  const hidden = plainCall("close", "7", "0");
  const events: TraceEvent[] = [
    { kind: "begin", pid: 20495, at: 10, call },
    { kind: "begin", pid: 20496, at: 20, call: hidden },
    { kind: "return", pid: 20495, at: 30, call },
    { kind: "return", pid: 20496, at: 40, call: hidden },
  ];
  expect(text(events, DIALECTS.narrow).split("\n")).toHaveLength(2);
});

test("results start in column 40, -T follows them, -y decorates", () => {
  const events: TraceEvent[] = [
    { kind: "begin", pid: 20495, at: 10, call: plainCall("close", "7", "0") },
    { kind: "return", pid: 20495, at: 35, call: plainCall("close", "7", "0") },
    { kind: "begin", pid: 20495, at: 40, call: shutdown(fd, "ENOTCONN") },
    { kind: "return", pid: 20495, at: 41, call: shutdown(fd, "ENOTCONN") },
  ];
  expect(text(events, DIALECTS.file)).toBe(
    `20495 1795429787.000010 close(7)        = 0 <0.000025>
20495 1795429787.000040 shutdown(7<socket:[416394]>, SHUT_WR) = -1 ENOTCONN (Transport endpoint is not connected) <0.000001>
`,
  );
});

test("the same seed gives the same bytes, another seed others", () => {
  const textOf = (seed: number): string => {
    const clients = [FAMOUS.client, { ...FAMOUS.client, arrival: 1_100, jitter: 0.5 }];
    return traceText(simulate({ server: FAMOUS.server, clients, seed, stop: null }).trace, DIALECTS.standard);
  };
  expect(textOf(7)).toBe(textOf(7));
  expect(textOf(8)).not.toBe(textOf(7));
});
