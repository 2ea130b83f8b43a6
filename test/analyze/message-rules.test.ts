import { expect, test } from "vitest";
import { analyzeText, defineRule, type Judgement, type MessageFacts } from "../../src/index.js";
import { cutHttp2, cutTls } from "../cli/streams/captures.js";
import * as made from "../conversations.js";

const finished = made.tlsRecord(20, "\x01") + made.tlsRecord(22, "f".repeat(40));

/** A TLS server that writes data last, and closes without an alert. */
const unmarked = made.serverOf(
  ["read", made.clientHello("a.example", [])],
  ["write", made.serverHello("http/1.1")],
  ["read", finished + made.tlsRecord(23, "q".repeat(60))],
  ["write", finished + made.tlsRecord(23, "x".repeat(500))],
);

/** The rule of docs/use/custom-rules.md. */
const dataLast = defineRule({
  id: "data-last",
  level: "error",
  summary: "TLS data, and no close_notify",
  message: ({ exchange }) => `stream ${exchange?.message?.stream} of ${exchange?.message?.protocol}`,
  why: "It may be cut.",
  advice: "Send a close_notify.",
  matches: ({ about, exchange }) => {
    const { protocol, end, signs } = exchange?.message ?? {};
    return about === "response" && protocol === "tls" && end === "unmarked" && signs?.includes("data-last") === true;
  },
});

test("a rule of one's own sees how a stream ended, and what else is known of it", () => {
  const { findings } = analyzeText(unmarked, {}, { rules: [dataLast] });
  expect(findings.map(({ finding }) => [finding.rule.id, finding.rule.message(finding.judgement)])).toEqual([
    ["data-last", "stream null of tls"],
  ]);
  expect(analyzeText(cutTls("a.example"), {}, { rules: [dataLast] }).findings).toEqual([]);
});

test("it is given a message of each protocol that is not HTTP/1", () => {
  const seen: (MessageFacts | undefined)[] = [];
  const spy = defineRule({
    ...dataLast,
    matches: ({ exchange }: Judgement) => {
      if (exchange) seen.push(exchange.message);
      return false;
    },
  });
  const http1 = made.serverOf(["read", "GET / HTTP/1.1\r\n\r\n"], ["write", "HTTP/1.1 204 No Content\r\n\r\n"]);
  for (const text of [cutTls("a.example"), cutHttp2(), http1]) analyzeText(text, {}, { rules: [spy] });
  expect(seen).toEqual([
    { protocol: "tls", stream: null, end: "cut", signs: ["in-frame"] },
    { protocol: "http/2", stream: 1, end: "whole", signs: [] },
    { protocol: "http/2", stream: 3, end: "cut", signs: ["in-frame"] },
    undefined,
  ]);
});
