import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newAnalyzer } from "../../../src/capture/follow.js";
import { scanInto } from "../../../src/capture/scan.js";
import type { AnalysisListener } from "../../../src/core/analysis/listener.js";
import { CaptureRecords } from "../../../src/core/records/capture-records.js";
import type { RecordSink } from "../../../src/core/records/record-sink.js";
import { waitingInFile } from "../../../src/run/check/check-capture.js";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";
import { budget, wholeBudget } from "../../budget.js";
import { sampleTexts } from "../../sample-texts.js";
import { drawn } from "../../tools/simulate/draw.js";
import { specTexts } from "../corpus.js";
import { drawnHttp } from "./draw-http.js";

const specs = specTexts();

/** The listener that makes records, and the text of these. */
function recorded(): { readonly listener: AnalysisListener; readonly lines: string[] } {
  const lines: string[] = [];
  const sink: RecordSink = {
    wantsConnections: true,
    eventNeed: "none",
    take: ({ text }) => void lines.push(`${text}\n`),
    takeExchanges: ({ text }) => void lines.push(text),
    warning: () => {},
  };
  return {
    listener: new CaptureRecords({ capture: 0, position: 0, path: "x" }, [], sink, waitingInFile).listener,
    lines,
  };
}

/** The same, written in TypeScript from each exchange and each connection. */
function byObjects(text: string): string {
  const { listener, lines } = recorded();
  const { onPlainFacts: _plain, onConnectionFacts: _connection, ...objects } = listener;
  return byEngine(text, objects, lines);
}

function byEngine(text: string, listener: AnalysisListener, lines: readonly string[]): string {
  const { analyzer, reader } = newAnalyzer(listener, {});
  const sink = scanInto("x", reader);
  sink.push(Buffer.from(text, "latin1"));
  sink.finish();
  const facts = analyzer.finish("x");
  return lines.join("") + JSON.stringify([facts, analyzer.summary], null, 1);
}

/** The texts and the counts of the engine are those that are made of each exchange and connection in TypeScript: returns these. */
function same(text: string): string {
  const { listener, lines } = recorded();
  const expected = byObjects(text);
  expect(byEngine(text, listener, lines)).toBe(expected);
  const counted = byEngine(text, { onExchange: () => {}, onPlainExchange: null }, []);
  expect(expected.endsWith(counted)).toBe(true);
  return expected;
}

describe("what the engine writes of exchanges and connections is what is written of them as objects", () => {
  test.each(sampleTexts(100_000))("of $name", ({ text }) => void same(text));

  test.each([0, 1, 2, 3])("of each fourth of the specs, from %i on", (first) => {
    for (const [index, text] of specs.entries()) if (index % 4 === first) same(text);
  });

  test("of simulated servers", () => {
    fc.assert(
      fc.property(drawn, ({ parameters, dialect }) => void same(traceText(simulate(parameters).trace, dialect))),
      budget(60),
    );
  });

  test("of conversations in which anything may happen", () => {
    fc.assert(
      fc.property(drawnHttp, (text) => void same(text)),
      budget(150),
    );
  });
});

const part = fc.constantFrom(
  "/",
  "a",
  '\\"',
  "\\\\",
  "#",
  "##[x]",
  "\\303\\251",
  "\\177",
  "%20",
  "~",
  "/index.html?a=1&b=2",
);
const time = fc.oneof(
  fc.constant(""),
  fc.nat(86_399).map((second) => `${second}.${"0".repeat(6)} `),
  fc
    .tuple(fc.constantFrom(0, 5, 86_399, 1_700_000_000, 4_294_967_295, 4_294_967_296), fc.nat(999_999))
    .map(([second, micro]) => `${second}.${String(micro).padStart(6, "0")} `),
  fc.nat(999_999_999).map((nano) => `1700000000.${String(nano).padStart(9, "0")} `),
);
const exchange = fc.record({
  target: fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join("")}`),
  status: fc.constantFrom(200, 204, 304, 404, 599, 999),
  length: fc.constantFrom(0, 1, 2, 5, 1023),
});
const connection = fc.record({
  at: time,
  ends: fc.constantFrom(
    "TCP:[127.0.0.1:80->127.0.0.1:5]",
    'UNIX-STREAM:[7->8, "/run/a b"]',
    "TCPv6:[[::1]:80->[::2]:9]",
    "socket:[5]",
  ),
  exchanges: fc.array(exchange, { minLength: 1, maxLength: 5 }),
  end: fc.constantFrom("close(7) = 0", "shutdown(7, SHUT_WR) = 0", ""),
});

interface Exchange {
  readonly target: string;
  readonly status: number;
  readonly length: number;
}

interface Connection {
  readonly at: string;
  readonly ends: string;
  readonly exchanges: readonly Exchange[];
  readonly end: string;
}

function written({ at, ends, exchanges, end }: Connection): string {
  const fd = `7<${ends}>`;
  const calls = exchanges.flatMap(({ target, status, length }) => [
    `read(${fd}, "GET ${target} HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", 4096) = ${bytesIn(target) + 26}`,
    `write(${fd}, "${responseOf(status, length)}", ${bytesIn(responseOf(status, length))}) = ${bytesIn(responseOf(status, length))}`,
  ]);
  return [`accept4(3, NULL, NULL, SOCK_CLOEXEC) = ${fd}`, ...calls, end].map((call) => `${at}${call}\n`).join("");
}

function responseOf(status: number, length: number): string {
  const hasBody = status !== 204 && status !== 304;
  return `HTTP/1.1 ${status} X\\r\\nContent-Length: ${length}\\r\\n\\r\\n${hasBody ? "x".repeat(length) : ""}`;
}

/** How many bytes a string of strace stands for. */
function bytesIn(text: string): number {
  return text.replace(/\\(\d{3}|.)/g, "x").length;
}

test("also if JSON has to escape them, and of times of any precision", () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.array(connection, { minLength: 1, maxLength: 3 }), (all) => {
      plain += same(all.map(written).join("")).split('"verdict":"complete"').length - 1;
    }),
    wholeBudget(100),
  );
  expect(plain).toBeGreaterThan(20);
});

test("of more exchanges than wait in the engine, on one connection and on many", () => {
  const one = { target: "/index.html", status: 200, length: 5 };
  const many = Array.from({ length: 400 }, () => one);
  const of = (exchanges: readonly Exchange[], fd: number, end: string): string =>
    written({ at: "", ends: "TCP:[127.0.0.1:80->127.0.0.1:5]", exchanges, end }).replaceAll(
      /\b7\b(?=[<)])/g,
      String(fd),
    );
  same(of(many, 7, "close(7) = 0") + of(many, 7, ""));
  same(Array.from({ length: 300 }, (_, index) => of(many.slice(0, 20), index + 10, "")).join(""));
});
