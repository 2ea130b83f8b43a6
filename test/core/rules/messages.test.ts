import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Judgement } from "../../../src/core/protocols/judgement.js";
import { blindSpots } from "../../../src/core/rules/blind-spots.js";
import { describe as describeSpot } from "../../../src/core/rules/describe.js";
import { lossOf } from "../../../src/core/rules/phrases.js";
import { analyzeText, rules } from "../../../src/index.js";
import { newExchange, newResponse } from "../../exchanges.js";
import { straceOf } from "../../spec-blocks.js";

/** What a rule says of the captures on its page, with the lines that it points at. */
function saidOf(id: string): string[] {
  const page = readFileSync(new URL(`../../../docs/reference/rules/${id}.md`, import.meta.url), "utf8");
  const sections = [...page.matchAll(/^## Fires.*$([\s\S]*?)(?=^## )/gm)].map(([, body = ""]) => straceOf(body) ?? "");
  return sections
    .flatMap((strace) => analyzeText(strace).findings)
    .filter(({ finding }) => finding.rule.id === id)
    .map(
      ({ finding: { rule, judgement, relatedLines, line } }) =>
        `${rule.message(judgement)} (${[...relatedLines, line]})`,
    );
}

test.each([
  [
    "shut-wr-outstanding",
    ["the program shut down its sending side with 900 of 1,000 declared body bytes not handed to the kernel (3,4,5)"],
  ],
  [
    "close-outstanding",
    ["the program closed the connection with 4 of 9 declared body bytes not handed to the kernel (3,5)"],
  ],
  ["exit-outstanding", ["the process ended with 45 of 50 declared body bytes not handed to the kernel (3,5)"]],
  [
    "short-write-abandoned",
    [
      "the program ended the stream without retrying 6,192 bytes that the kernel had refused (4,5)",
      "the program ended the stream without retrying 6,192 bytes that the kernel had refused, after SIGTERM on line 3 (2,4)",
    ],
  ],
  ["chunked-unterminated", ["the program ended a chunked response before its last chunk (3,5)"]],
  ["length-overrun", ["the program sent 5 bytes more than the response may hold (3)"]],
  [
    "reset-discards-response",
    [
      "the program closed the connection with SO_LINGER 0: a reset, which drops what was not delivered yet (4,5,6,7)",
      "the program closed the connection with 100,000 bytes of the request unread: a reset, which drops what was not delivered yet (3,4)",
    ],
  ],
  ["premature-eof", ["the peer ended the stream with 900 of 1,000 declared body bytes still to come (4,5)"]],
  ["request-unanswered", ["the program read GET /b whole, and closed the connection without a final response (4,5)"]],
  ["write-after-shut-wr", ["the program wrote 900 bytes after it had shut down its sending side itself (EPIPE) (6)"]],
  [
    "response-stalled",
    ["900 of 1,000 declared body bytes were never written: 4.7 s of silence since the socket took bytes again (4,5,7)"],
  ],
  ["peer-aborted", ["the peer hung up with 900 of 1,000 declared body bytes still to come (3,4,5)"]],
  [
    "ended-after-peer",
    [
      "the peer had ended its side on line 4 before the program ended the response, with 900 of 1,000 declared body bytes still to come: it may have left, or may have half-closed and still read (3,5)",
    ],
  ],
  [
    "race-window",
    [
      "the kernel refused part of the response, and the program finished it: for 700.0 ms a shutdown would have cut it (3,4,5)",
    ],
  ],
  [
    "tls-record-outstanding",
    ["the program shut down its sending side with 7,406 of 16,401 bytes of a TLS record outstanding (3,7,8,9)"],
  ],
  [
    "tls-data-after-alert",
    ["the program sent a TLS alert in mid-stream, and 16,408 bytes of records with data after it (3,12,13)"],
  ],
  [
    "tls-without-close-notify",
    [
      "the program closed the connection between two TLS records, and no alert that may be a close_notify came before (3,8,10)",
      "the program closed the connection between two TLS records, and no alert that may be a close_notify came before: data of the application came last (3,7,8)",
    ],
  ],
  [
    "fastcgi-record-outstanding",
    ["the process ended with 155,003 of 200,000 declared body bytes outstanding, within a FastCGI record (6,9)"],
  ],
  ["fastcgi-unended", ["the process ended before the FCGI_END_REQUEST of the response (8,9,10)"]],
  ["cgi-body-short", ["the program ended the response with 1,000 of 2,000 declared body bytes not sent (6,7)"]],
  [
    "h2-frame-outstanding",
    [
      "the program closed the connection with 91,009 of 100,000 declared body bytes outstanding, within an HTTP/2 frame (stream 1) (4,5,6,7)",
    ],
  ],
  [
    "h2-stream-outstanding",
    ["the program closed the connection with 83,616 of 100,000 declared body bytes outstanding (stream 1) (4,6,7)"],
  ],
  [
    "grpc-unterminated",
    ["the program closed the connection without the trailers that carry grpc-status (stream 1) (4,5,6)"],
  ],
  [
    "websocket-frame-outstanding",
    ["the program closed the connection with 500 of 1,000 bytes of a WebSocket frame outstanding (3,4,5,6)"],
  ],
  ["websocket-without-close", ["the program closed the connection without a close frame (3,4,5)"]],
  [
    "value-outstanding",
    [
      "the program closed the connection with 34,473 of 100,000 bytes of a value outstanding (3,4,5)",
      "the program closed the connection with 34,473 of 100,000 bytes of a value outstanding, after SIGTERM on line 4 (3,5)",
    ],
  ],
])("%s says what is lost, and points at its lines", (id, said) => {
  expect(saidOf(id)).toEqual(said);
});

test("every rule says what it looks for, why and what next, and every blind spot what it means and what cures it", () => {
  for (const { summary, why, advice } of rules)
    for (const text of [summary, why, advice]) expect(text).toMatch(/\w{3}/);
  for (const { message, advice } of Object.values(blindSpots))
    for (const text of [message, advice]) expect(text).toMatch(/\w{3}/);
  const commands = Object.values(blindSpots).filter(({ advice }) => advice.includes("strace -f "));
  expect(commands.length).toBeGreaterThan(3);
  for (const { advice } of commands) expect(advice).toMatch(/with .*-\w .*: strace -f .* -p PID$/);
});

describe("a blind spot names what it is about", () => {
  const about = (processes: number[], lines: number[]): string =>
    describeSpot({ code: "lines-lost", processes, lines }).message;
  test("lines, or else processes, or neither", () => {
    expect(about([], [])).toBe("lines that may belong to this connection could not be read");
    expect(about([7, 8], [])).toBe("lines that may belong to this connection could not be read (process 7, 8)");
    expect(about([7], [3, 4])).toBe("lines that may belong to this connection could not be read (line 3, 4)");
  });
});

type Facts = Partial<ReturnType<typeof newExchange>>;
type ResponseFacts = Partial<NonNullable<ReturnType<typeof newExchange>["response"]>>;

describe("what was lost", () => {
  const loss = (exchange: Facts | null, response: ResponseFacts = {}, owedBytes = 7000): string => {
    const whole = exchange && { ...newExchange(0, null), response: { ...newResponse(1), ...response }, ...exchange };
    return lossOf({ exchange: whole, owedBytes } as Judgement);
  };
  const refused = { ...newExchange(0, null).calls, refused: { error: "EIO" } as never };

  test.each([
    ["7,000 bytes that the kernel had refused", () => loss(null)],
    ["a part of the response head", () => loss({ evidence: "head-framing" })],
    ["a part of a write", () => loss({ evidence: "blocked-write" })],
    [
      "2,000 of 9,000 declared body bytes",
      () => loss({ evidence: "blocked-write", outstandingBytes: 2000 }, { declaredBytes: 9000 }),
    ],
    [
      "up to 2,000 of 9,000 declared body bytes",
      () => loss({ inDoubtBytes: 1, outstandingBytes: 2000 }, { declaredBytes: 9000 }),
    ],
    [
      "at least 2,000 of 9,000 declared body bytes",
      () => loss({ outstandingBytes: 2000 }, { declaredBytes: 9000, isAtMost: true }),
    ],
    [
      "at least 2,000 of at least 9,007,199,254,740,991 declared body bytes",
      () => loss({ outstandingBytes: 2000 }, { declaredBytes: Number.MAX_SAFE_INTEGER }),
    ],
    ["7,000 bytes of a write that failed (EIO)", () => loss({ evidence: "failed-write", calls: refused })],
    ["7,000 bytes that the kernel had refused", () => loss({ evidence: "failed-write" })],
    ["7,000 bytes that the kernel had refused", () => loss({ evidence: "short-write", calls: refused })],
  ])("%s", (is, said) => expect(said()).toBe(is));
});

describe("a judgement that a page has no capture for", () => {
  const say = (id: string, judgement: object): string | undefined =>
    rules.find((rule) => rule.id === id)?.message(judgement as Judgement);
  const exchange = (more: object, response: object = {}) => ({
    ...newExchange(0, null),
    response: { ...newResponse(1), ...response },
    ...more,
  });
  const told = (more: object) => say("short-write-abandoned", { exchange: null, owedBytes: 5, told: more });
  const after = { peerEnd: { line: 4 } };

  test.each([
    [
      "the program shut down its sending side with 5 bytes that the kernel had refused not handed to the kernel, after the peer's half-close on line 4",
      () => say("shut-wr-outstanding", { exchange: null, owedBytes: 5, ...after }),
    ],
    [
      "the program ended the stream without retrying 5 bytes that the kernel had refused, after it had read a command to end a connection on line 3",
      () => told({ by: "command", line: 3 }),
    ],
    [
      "the program ended the stream without retrying 5 bytes that the kernel had refused, after it may have read a command to end it, which the capture does not show",
      () => told({ by: "unseen", line: null }),
    ],
    [
      "the program ended the stream without retrying 5 bytes that the kernel had refused, after SIGINT",
      () => told({ by: "signal", signal: "SIGINT", line: null }),
    ],
    [
      "the peer had left before the end of the response was written",
      () => say("peer-aborted", { exchange: exchange({ outstandingBytes: 0 }) }),
    ],
    [
      "the peer reset the connection before the response did, after 40 bytes",
      () => say("premature-eof", { cause: "reset", exchange: exchange({}, { acceptedBytes: 40 }) }),
    ],
    [
      "the program read a request whole, and the process ended without a final response",
      () => say("request-unanswered", { request: null, cause: "exit" }),
    ],
    [
      "the program read a request whole, and shut the connection down without a final response",
      () => say("request-unanswered", { request: null, cause: "shut-wr" }),
    ],
    [
      "the program read a request whole, and shut the connection down without a final response",
      () => say("request-unanswered", { request: null, cause: "shut-rdwr" }),
    ],
    [
      "the program closed the connection with a part of the request unread: a reset, which drops what was not delivered yet",
      () => say("reset-discards-response", { reset: { by: "unread-request", unreadBytes: null } }),
    ],
    [
      "the peer had ended its side before the program ended the response, with 5 refused bytes still to come: it may have left, or may have half-closed and still read",
      () => say("ended-after-peer", { exchange: null, peerEnd: null, owedBytes: 5 }),
    ],
    [
      "the peer had ended its side before the program ended the response, with its last chunk still to come: it may have left, or may have half-closed and still read",
      () => say("ended-after-peer", { exchange: exchange({}, { framing: "chunked" }), peerEnd: null, owedBytes: 0 }),
    ],
    [
      "the peer had ended its side before the program ended the response: it may have left, or may have half-closed and still read",
      () => say("ended-after-peer", { exchange: null, peerEnd: null, owedBytes: 0 }),
    ],
    [
      "the process ended with a part of a write not handed to the kernel, in a write that had waited 2.0 s",
      () =>
        say("exit-outstanding", {
          by: { time: 5 },
          exchange: exchange({ evidence: "blocked-write", calls: { unreturned: { time: 3 } } }),
        }),
    ],
    [
      "the process ended with a part of a write not handed to the kernel",
      () =>
        say("exit-outstanding", {
          by: { time: null },
          exchange: exchange({ evidence: "blocked-write", calls: { unreturned: { time: 3 } } }),
        }),
    ],
    [
      "the process ended with a part of a write not handed to the kernel",
      () =>
        say("exit-outstanding", {
          by: { time: 5 },
          exchange: exchange({ evidence: "blocked-write", calls: { unreturned: { time: null } } }),
        }),
    ],
    [
      "the process ended with a part of the response head not handed to the kernel",
      () =>
        say("exit-outstanding", {
          by: { time: 5 },
          exchange: exchange({ evidence: "head-framing", calls: { unreturned: { time: 3 } } }),
        }),
    ],
    [
      "5 bytes that the kernel had refused were never written: 4.0 s of silence since the kernel refused them",
      () =>
        say("response-stalled", {
          by: { time: 7 },
          owedBytes: 5,
          exchange: exchange({ calls: { writable: null, lastAccepted: { endTime: 2 }, refused: { endTime: 3 } } }),
        }),
    ],
  ])("%s", (is, said) => expect(said()).toBe(is));
});
