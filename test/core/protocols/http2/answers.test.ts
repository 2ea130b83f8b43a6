import { describe, expect, it } from "vitest";
import { http2 } from "../../../../src/core/protocols/http2/http2.js";
import { moved } from "../moved.js";
import { conversing } from "./conversing.js";
import {
  data,
  frame,
  get,
  headers,
  joined,
  literals,
  number,
  PREFACE_TYPE,
  padded,
  ping,
  reset,
  settings,
} from "./wire.js";

describe("http2, of answers that end", () => {
  it("is whole with what its content-length says", () => {
    const { ask, answer, decided, open } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "200", "content-length": "5" }), data(1, 2), data(1, 3, true));
    expect(decided).toEqual(["1 whole 200 5/5"]);
    expect(open()).toEqual([]);
  });

  it("is whole without a content-length, at END_STREAM", () => {
    const { ask, answer, decided } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "200" }), data(1, 2), data(1, 0, true));
    expect(decided).toEqual(["1 whole 200 2/?"]);
  });

  it("is short or over by its content-length", () => {
    const { ask, answer, decided } = conversing();
    ask(get(1), get(3));
    answer(headers(1, { ":status": "200", "content-length": "5" }), data(1, 2, true));
    answer(headers(3, { ":status": "200", "content-length": "5" }), data(3, 6, true));
    expect(decided).toEqual(["1 short 200 2/5", "3 over 200 6/5"]);
  });

  it("does not count padding as body", () => {
    const { ask, answer, decided } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "200", "content-length": "5" }), padded(1, 5, 200, true));
    expect(decided).toEqual(["1 whole 200 5/5"]);
  });

  it.each([
    ["HEAD", "200"],
    ["GET", "204"],
    ["GET", "304"],
  ])("has no body if the method is %s and the status %s", (method, status) => {
    const { ask, answer, decided } = conversing();
    ask(get(1, { ":method": method }));
    answer(headers(1, { ":status": status, "content-length": "5" }, true));
    expect(decided).toEqual([`1 whole ${status} 0/?`]);
  });

  it("does not count interim answers", () => {
    const { ask, answer, decided, open } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "103", link: "</a.css>" }));
    expect(open()).toEqual(["1 unended no answer"]);
    answer(headers(1, { ":status": "200", "content-length": "1" }), data(1, 1, true));
    expect(decided).toEqual(["1 whole 200 1/1"]);
  });

  it("ends with trailers, and keeps the status of the head", () => {
    const { ask, answer, decided } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "200" }), data(1, 1), headers(1, { checksum: "1" }, true));
    expect(decided).toEqual(["1 whole 200 1/?"]);
  });

  it("joins a head of HEADERS with a priority and padding, and CONTINUATION", () => {
    const { ask, answer, decided, messages } = conversing();
    const block = literals({ ":status": "200", "content-length": "1" });
    ask(get(1));
    const first = joined(number(3, 1), number(0, 5), block.subarray(0, 7), new Uint8Array(3));
    answer(frame(1, 0x28, 1, first), frame(9, 0, 1, block.subarray(7, 20)), frame(9, 4, 1, block.subarray(20)));
    answer(data(1, 1, true));
    expect(decided).toEqual(["1 whole 200 1/1"]);
    expect(messages[0]?.response?.line).toBe(4);
  });

  it("knows what was asked, and on which line", () => {
    const { ask, answer, messages } = conversing();
    ask(get(1, { ":path": "/a" }));
    answer(headers(1, { ":status": "404" }, true));
    expect(messages[0]?.request).toEqual({ method: "GET", target: "/a", line: 3 });
  });

  it("takes the authority for the target of CONNECT, which has no content-length", () => {
    const { ask, answer, messages, decided } = conversing();
    ask(headers(1, { ":method": "CONNECT", ":authority": "a:443" }));
    answer(headers(1, { ":status": "200", "content-length": "9" }), data(1, 1, true));
    expect(messages[0]?.request?.target).toBe("a:443");
    expect(decided).toEqual(["1 whole 200 1/?"]);
  });

  it("says nothing of a tunnel that is open, or reset, but of a frame of it that is cut", () => {
    const { ask, answer, decided, open } = conversing();
    const connect = (stream: number): Uint8Array => headers(stream, { ":method": "CONNECT", ":authority": "a:443" });
    ask(connect(1), connect(3), connect(5), connect(7));
    for (const stream of [1, 3, 5]) answer(headers(stream, { ":status": "200" }), data(stream, 9));
    answer(headers(7, { ":status": "502" }));
    answer(reset(1, 10));
    ask(reset(3, 8));
    expect([...decided, ...open()]).toEqual(["7 unended 502 0/?"]);
    answer(data(5, 9).subarray(0, 12));
    expect(open()).toEqual(["5 cut 200 3/9 +in-frame", "7 unended 502 0/?"]);
  });

  it("goes on over frames between, also of unknown types", () => {
    const { ask, answer, decided } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "200" }), ping(), frame(0xbe, 0x55, 1, new Uint8Array(7)), settings());
    answer(data(1, 1, true));
    expect(decided).toEqual(["1 whole 200 1/?"]);
  });
});

describe("http2, of streams that one side gives up", () => {
  it("is dropped by a RST_STREAM of the answering side", () => {
    const { ask, answer, decided } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "200" }), data(1, 1), reset(1, 2));
    expect(decided).toEqual(["1 dropped 200 1/?"]);
  });

  it("is cancelled by one of the asking side, and frames that come late do no harm", () => {
    const { ask, answer, decided, open } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "200" }));
    ask(reset(1, 8));
    answer(data(1, 1), headers(1, { checksum: "1" }, true));
    expect(decided).toEqual(["1 cancelled 200 0/?"]);
    expect(open()).toEqual([]);
  });

  it("is whole if RST_STREAM(NO_ERROR) follows a whole answer", () => {
    const { ask, answer, decided } = conversing();
    ask(headers(1, { ":method": "POST", ":path": "/" }));
    answer(headers(1, { ":status": "413" }, true), reset(1, 0));
    expect(decided).toEqual(["1 whole 413 0/?"]);
  });

  it.each([
    ["REFUSED_STREAM", 7],
    ["HTTP_1_1_REQUIRED", 13],
  ])("owes nothing to a request that is refused with %s", (_, code) => {
    const { ask, answer, decided, open } = conversing();
    ask(get(1));
    answer(reset(1, code));
    expect([...decided, ...open()]).toEqual([]);
  });
});

describe("http2, of promises", () => {
  const promise = (stream: number): Uint8Array =>
    frame(5, 4, 1, joined(number(stream, 4), literals({ ":method": "GET", ":path": "/a.css" })));

  it("has an answer for each promise", () => {
    const { ask, answer, decided, messages } = conversing();
    ask(get(1));
    answer(promise(2), headers(1, { ":status": "200" }, true));
    answer(headers(2, { ":status": "200", "content-length": "3" }), data(2, 2, true));
    expect(decided).toEqual(["1 whole 200 0/?", "2 short 200 2/3"]);
    expect(messages[1]?.request?.target).toBe("/a.css");
  });

  it("owes nothing to a promise that has not begun, or is taken back, or not wanted", () => {
    const { ask, answer, decided, open } = conversing();
    ask(get(1));
    answer(promise(2), promise(4), promise(6), headers(1, { ":status": "200" }, true));
    ask(reset(4, 8));
    answer(reset(6, 8));
    expect([...decided, ...open()]).toEqual(["1 whole 200 0/?"]);
  });
});

it("an interim answer is no beginning: the call of the answer itself is kept, and no other", () => {
  const conversation = http2.begin({ role: "server", isOlder: false, upgraded: null, decided: () => {} });
  const begunAfter = (direction: "in" | "out", ...frames: readonly Uint8Array[]): number | undefined => {
    conversation.moved(direction, moved(joined(...frames)));
    return conversation.begun;
  };
  expect(begunAfter("in", PREFACE_TYPE, settings(), get(1))).toBe(0);
  expect(begunAfter("out", settings(), headers(1, { ":status": "103" }))).toBe(0);
  expect(begunAfter("out", headers(1, { ":status": "200" }))).toBe(1);
});
