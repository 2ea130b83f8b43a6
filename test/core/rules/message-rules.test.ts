import { describe, expect, test } from "vitest";
import type { Judgement } from "../../../src/core/protocols/judgement.js";
import type { MessageEnd, MessageSign, StreamProtocol } from "../../../src/core/protocols/message-facts.js";
import { rules } from "../../../src/index.js";
import { newExchange, newResponse } from "../../exchanges.js";

/** The rules about other protocols than HTTP/1, on judgements that their pages have no captures for. */
type Facts = Readonly<Record<string, unknown>>;

interface Case {
  readonly protocol: StreamProtocol;
  readonly end?: MessageEnd;
  readonly signs?: readonly MessageSign[];
  /** Facts of the exchange, of its response, and of the judgement. */
  readonly exchange?: Facts;
  readonly response?: Facts;
  readonly judgement?: Facts;
}

function judgementOn({ protocol, end = "cut", signs = [], exchange, response, judgement }: Case): Judgement {
  const message = { protocol, stream: 3, end, signs };
  const known = { ...newExchange(0, null), verdict: "truncated", evidence: "record-framing", ...exchange, message };
  const whole = { ...known, response: { ...newResponse(1), ...response } };
  return { about: "response", role: "server", cause: "close", peerEnd: null, exchange: whole, ...judgement } as never;
}

const ruleOf = (id: string) => {
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};

/** The rules that match, but for those that hold for every protocol. */
const matching = (one: Case): string[] =>
  rules.filter((rule) => rule.id !== "peer-aborted" && rule.matches(judgementOn(one))).map(({ id }) => id);

describe("one cut has one finding", () => {
  const IN_FRAME = { signs: ["in-frame"] } as const;
  test.each<[string, Case, string]>([
    ["within a TLS record", { protocol: "tls", ...IN_FRAME }, "tls-record-outstanding"],
    [
      "within a TLS record after an alert",
      { protocol: "tls", signs: ["data-after-end", "in-frame"] },
      "tls-data-after-alert",
    ],
    ["within a FastCGI record", { protocol: "fastcgi", ...IN_FRAME }, "fastcgi-record-outstanding"],
    ["within an HTTP/2 frame", { protocol: "http/2", ...IN_FRAME }, "h2-frame-outstanding"],
    ["within a frame of a gRPC call", { protocol: "http/2", signs: ["in-frame", "grpc"] }, "h2-frame-outstanding"],
    ["within a WebSocket frame", { protocol: "websocket", ...IN_FRAME }, "websocket-frame-outstanding"],
    ["within a value of Redis", { protocol: "resp", ...IN_FRAME }, "value-outstanding"],
    ["within a value of memcached", { protocol: "memcached", ...IN_FRAME }, "value-outstanding"],
    ["between two FastCGI records", { protocol: "fastcgi", end: "unended" }, "fastcgi-unended"],
    ["by END_REQUEST", { protocol: "fastcgi", end: "short", judgement: { cause: "message-end" } }, "cgi-body-short"],
    ["within the body of SCGI", { protocol: "scgi" }, "cgi-body-short"],
    ["in the write of an SCGI body", { protocol: "scgi", exchange: { evidence: "blocked-write" } }, "cgi-body-short"],
    ["between two HTTP/2 frames", { protocol: "http/2", end: "unended" }, "h2-stream-outstanding"],
    ["by RST_STREAM", { protocol: "http/2", end: "dropped" }, "h2-stream-outstanding"],
    ["before the trailers of gRPC", { protocol: "http/2", end: "unended", signs: ["grpc"] }, "grpc-unterminated"],
    ["between the frames of one message", { protocol: "websocket", end: "unended" }, "websocket-frame-outstanding"],
    ["by a close frame within a message", { protocol: "websocket", end: "dropped" }, "websocket-frame-outstanding"],
    [
      "in the write of a record",
      { protocol: "tls", exchange: { evidence: "blocked-write" } },
      "tls-record-outstanding",
    ],
    [
      "between two records, and the kernel had refused the rest",
      { protocol: "tls", end: "unmarked", exchange: { evidence: "short-write" } },
      "short-write-abandoned",
    ],
    [
      "between two frames, and a write had failed",
      { protocol: "http/2", end: "unended", exchange: { evidence: "failed-write" } },
      "short-write-abandoned",
    ],
  ])("%s", (_, one, id) => expect(matching(one)).toEqual([id]));
});

describe("a stream without the mark of its end", () => {
  const complete = { exchange: { verdict: "complete", evidence: null } };
  const killed = { exchange: { verdict: "undetermined", evidence: null, blindSpots: ["unmarked-end"] } };
  const hidden = { exchange: { verdict: "undetermined", evidence: null, blindSpots: ["attached-mid-connection"] } };

  test.each([
    ["tls", "tls-without-close-notify"],
    ["websocket", "websocket-without-close"],
  ] as const)("%s is reported, also if the program was killed", (protocol, id) => {
    expect(matching({ protocol, end: "unmarked", ...complete })).toEqual([id]);
    expect(matching({ protocol, end: "unmarked", ...killed })).toEqual([id]);
  });

  test.each(["tls", "websocket"] as const)("%s is not, if the peer left first, or if it is not known", (protocol) => {
    expect(matching({ protocol, end: "unmarked", signs: ["peer-left"], ...complete })).toEqual([]);
    expect(matching({ protocol, end: "unmarked", ...hidden })).toEqual([]);
    expect(matching({ protocol, end: "whole", ...complete })).toEqual([]);
  });

  test("of TLS is a warning if data came last", () => {
    const levelOf = (signs: MessageSign[]) =>
      ruleOf("tls-without-close-notify").levelOf?.(judgementOn({ protocol: "tls", end: "unmarked", signs }));
    expect([levelOf([]), levelOf(["data-last"])]).toEqual(["note", "warning"]);
  });
});

test("a whole gRPC response is reported if it has no grpc-status", () => {
  const whole = { protocol: "http/2", end: "whole", exchange: { verdict: "complete", evidence: null } } as const;
  expect(matching({ ...whole, signs: ["grpc", "no-grpc-status"] })).toEqual(["grpc-unterminated"]);
  expect(matching({ ...whole, signs: ["grpc"] })).toEqual([]);
});

describe("what a rule says", () => {
  const say = (id: string, one: Case): string => ruleOf(id).message(judgementOn(one));
  const sizes = { exchange: { outstandingBytes: 4 }, response: { declaredBytes: 9 } };
  const record = { protocol: "tls", signs: ["in-frame"], ...sizes } as const;

  test.each<[string, string, Case]>([
    [
      "the program closed the connection within the head of a TLS record",
      "tls-record-outstanding",
      { protocol: "tls" },
    ],
    [
      "the process ended in the write of a TLS record, which had waited for room: a part of it is outstanding",
      "tls-record-outstanding",
      { protocol: "tls", exchange: { evidence: "blocked-write" }, judgement: { cause: "exit" } },
    ],
    [
      "the program shut down its sending side with up to 4 of 9 bytes of a TLS record outstanding",
      "tls-record-outstanding",
      { ...record, exchange: { outstandingBytes: 4, inDoubtBytes: 2 }, judgement: { cause: "shut-rdwr" } },
    ],
    [
      "the program closed the connection with at least 4 of 9 declared body bytes outstanding (stream 3)",
      "h2-stream-outstanding",
      { protocol: "http/2", ...sizes, response: { declaredBytes: 9, isAtMost: true } },
    ],
    [
      "the program closed the connection with about 4 of 9 declared body bytes outstanding (stream 3)",
      "h2-stream-outstanding",
      {
        ...{ protocol: "http/2", exchange: { outstandingBytes: 4, inDoubtBytes: 2 } },
        response: { declaredBytes: 9, isAtMost: true },
      },
    ],
    [
      "the program closed the connection with at least 4 of 9 declared body bytes outstanding, within an HTTP/2 frame (stream 3)",
      "h2-frame-outstanding",
      {
        ...{ protocol: "http/2", signs: ["in-frame"], exchange: { outstandingBytes: 4 } },
        response: { declaredBytes: 9, isAtMost: true, framing: "content-length" },
      },
    ],
    [
      "the program reset the connection with 4 of 9 bytes of a TLS record outstanding, after the peer's half-close on line 7",
      "tls-record-outstanding",
      { ...record, judgement: { cause: "reset", peerEnd: { line: 7 } } },
    ],
    [
      "the peer reset the connection with 4 of 9 bytes of a TLS record outstanding",
      "tls-record-outstanding",
      { ...record, judgement: { cause: "reset", role: "client" } },
    ],
    [
      "the peer ended the stream with 4 of 9 bytes of a TLS record outstanding",
      "tls-record-outstanding",
      { ...record, judgement: { cause: "eof", role: "client" } },
    ],
    [
      "the peer ended the response before END_STREAM (stream 3)",
      "h2-stream-outstanding",
      { protocol: "http/2", judgement: { cause: "message-end", role: "client" } },
    ],
    [
      "the program closed the connection with 4 of 9 declared body bytes outstanding (stream 3); flow control had stopped it: the client had allowed no more bytes",
      "h2-stream-outstanding",
      { protocol: "http/2", signs: ["waits-on-peer"], ...sizes },
    ],
    [
      "the stream ended without the trailers that carry grpc-status (stream 3)",
      "grpc-unterminated",
      { protocol: "http/2", end: "whole" },
    ],
    [
      "the process ended before the FCGI_END_REQUEST of the response, after the peer's half-close on line 7",
      "fastcgi-unended",
      { protocol: "fastcgi", judgement: { cause: "exit", peerEnd: { line: 7 } } },
    ],
    [
      "the peer reset the connection with 4 of 9 declared body bytes outstanding, before the FCGI_END_REQUEST of the response",
      "fastcgi-unended",
      { protocol: "fastcgi", ...sizes, judgement: { cause: "reset", role: "client", peerEnd: { line: 7 } } },
    ],
    ["the program closed the connection before the response was whole", "cgi-body-short", { protocol: "scgi" }],
    ["the program closed the connection within a reply", "value-outstanding", { protocol: "resp", end: "unended" }],
  ])("%s", (said, id, one) => expect(say(id, one)).toBe(said));
});
