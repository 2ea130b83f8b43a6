import { describe, expect, it } from "vitest";
import { PUSH_PROMISE } from "../../../../src/core/protocols/http2/frame-types.js";
import { type Conversing, conversing } from "./conversing.js";
import {
  data,
  frame,
  get,
  goAway,
  headers,
  hex,
  joined,
  literals,
  number,
  padded,
  reset,
  windowUpdate,
} from "./wire.js";

const END_HEADERS = 0x4;
const HEAD_BYTES = 9;
const SHOWN = 32;
const HIDDEN = "-head-cut-by-string-limit";
const OK = { ":status": "200" };

/** A conversation of which the head of the second DATA frame is hidden. `declared` is the length of its response. */
function lost(declared: number): Conversing {
  const talk = conversing();
  talk.ask(get(1));
  talk.answer(headers(1, { ...OK, "content-length": String(declared) }));
  talk.answerShown(SHOWN, data(1, 100), data(1, 100));
  return talk;
}

describe("http2, a reader that is out of step", () => {
  it("is not in step again by the end of a head and the body after it, which look like a frame of no known type", () => {
    const { answer, open } = lost(400);
    answer(hex("000003"), hex("787878787878787878"));
    expect(open()).toEqual(["1 cut 200 221/400"]); // these bytes are among those that may be of the body
  });

  it("is not by a frame of an even stream that was not promised", () => {
    const { answer, open } = lost(200);
    answer(hex("000001 00 00 00050000 47"));
    expect(open()).toEqual([`1 lost 200 ?/? ${HIDDEN}`]);
  });

  it("is by one that was", () => {
    const { ask, answer, answerShown, decided } = conversing();
    const promise = joined(number(2, 4), literals({ ":method": "GET", ":path": "/b" }));
    ask(get(1));
    answer(headers(1, OK), frame(PUSH_PROMISE, END_HEADERS, 1, promise));
    answerShown(SHOWN, data(1, 100), data(1, 100));
    answer(headers(2, OK), data(2, 1, true));
    expect(decided).toEqual(["2 whole 200 1/?"]);
  });
});

describe("http2, a reader that found its step by bytes of a body", () => {
  it("loses it at a frame of a stream that is not open, and what it took for frames may be of any body", () => {
    const { answer, open } = lost(400);
    answer(windowUpdate(0, 1));
    answer(hex("000200 00 00 0a010000 0000000000"));
    expect(open()).toEqual(["1 cut 200 244/400"]);
  });

  it("knows no GOAWAY that names a stream which was not promised, or a code that is not defined", () => {
    const { ask, askShown, answer, open } = conversing();
    ask(get(1));
    answer(headers(1, { ...OK, "content-length": "9" }));
    askShown(SHOWN, data(1, 100), data(1, 100));
    ask(goAway(3, 2));
    expect(open()).toEqual([`1 lost 200 0/? ${HIDDEN}`]);
    ask(goAway(0, 0x10000));
    expect(open()).toEqual([`1 lost 200 0/? ${HIDDEN}`]);
    ask(goAway(0, 2));
    expect(open()).toEqual(["1 cancelled 200 0/9"]);
  });
});

describe("http2, a response with a length, of which so much is hidden that all of it may be there", () => {
  it("may be, although frames of it are seen again", () => {
    const { answer, open } = lost(210);
    answer(data(1, 5));
    expect(open()).toEqual([`1 lost 200 ?/? ${HIDDEN}`]);
  });

  it("may be, if it is not known how long a padding is", () => {
    const { ask, answer, answerShown, open } = conversing();
    ask(get(1));
    answer(headers(1, { ...OK, "content-length": "5" }));
    answerShown(HEAD_BYTES, padded(1, 3, 1));
    expect(open()).toEqual([`1 lost 200 ?/? ${HIDDEN}`]);
  });

  it("may be, if its sender then gives it up", () => {
    const { answer, decided } = lost(210);
    answer(data(1, 5));
    answer(reset(1, 2));
    expect(decided).toEqual([`1 lost 200 ?/? ${HIDDEN}`]);
  });

  it("is cancelled, and nobody knows how much of it is missing, if its reader does", () => {
    const { ask, answer, decided } = lost(210);
    answer(data(1, 5));
    ask(reset(1, 8));
    expect(decided).toEqual(["1 cancelled 200 ?/?"]);
  });

  it("is cut all the same within a frame of it", () => {
    const { answer, open } = lost(210);
    answer(data(1, 5));
    answer(data(1, 5).subarray(0, HEAD_BYTES + 2));
    expect(open()).toEqual(["1 cut 200 2/5 +in-frame"]);
  });
});
