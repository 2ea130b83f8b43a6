import { describe, expect, it } from "vitest";
import { begun, conversing } from "./conversing.js";
import { data, get, goAway, headers, hex, PREFACE_TYPE, ping, reset, settings, windowUpdate } from "./wire.js";

const HEAD_BYTES = 9;
const SHOWN = 32;
const OK = { ":status": "200" };
const HIDDEN = "-head-cut-by-string-limit";
const OLDER = "-attached-mid-connection";

describe("http2, when a length of the answering side is hidden", () => {
  it("is lost, also for requests that come then", () => {
    const { ask, answer, answerShown, open } = conversing();
    ask(get(1), get(3));
    answer(headers(1, OK));
    answerShown(SHOWN, data(1, 100), data(1, 100));
    ask(get(5));
    expect(open()).toEqual([`1 lost 200 ?/? ${HIDDEN}`, `3 lost no answer ${HIDDEN}`, `5 lost no answer ${HIDDEN}`]);
  });

  it("goes on over bodies that are hidden, if no head is", () => {
    const { ask, answer, answerShown, decided } = conversing();
    ask(get(1));
    answer(headers(1, OK));
    answerShown(SHOWN, data(1, 100));
    answerShown(SHOWN, data(1, 100, true));
    expect(decided).toEqual(["1 whole 200 200/?"]);
  });

  it("is in step again at a call that frames fill, for new streams", () => {
    const { ask, answer, answerShown, open, decided } = conversing();
    ask(get(1));
    answer(headers(1, OK));
    answerShown(SHOWN, data(1, 100), data(1, 100));
    answer(ping());
    ask(get(3));
    answer(headers(3, { ...OK, "content-length": "2" }), data(3, 1, true));
    expect(decided).toEqual(["3 short 200 1/2"]);
    expect(open()).toEqual([`1 lost 200 ?/? ${HIDDEN}`]);
  });

  it("is whole if END_STREAM comes later, and the head had no content-length", () => {
    const { ask, answer, answerShown, decided } = conversing();
    ask(get(1), get(3));
    answer(headers(1, OK), headers(3, { ...OK, "content-length": "300" }));
    answerShown(SHOWN, data(1, 100), data(3, 100), data(1, 100));
    answer(data(1, 100, true), data(3, 100, true));
    expect(decided).toEqual(["1 whole 200 ?/?", `3 lost 200 ?/? ${HIDDEN}`]);
  });

  it("is open if a later frame shows that it goes on", () => {
    const { ask, answer, answerShown, open } = conversing();
    ask(get(1), get(3));
    answer(headers(1, OK), headers(3, { ...OK, "content-length": "300" }));
    answerShown(SHOWN, data(1, 100), data(3, 100), data(1, 100));
    answer(data(1, 5), data(3, 5));
    answer(data(3, 50).subarray(0, 20));
    expect(open()).toEqual(["1 unended 200 ?/?", "3 cut 200 234/300 +in-frame"]);
  });

  it("begins anew with a head that is seen", () => {
    const { ask, answer, answerShown, decided } = conversing();
    ask(get(1), get(3));
    answer(headers(1, OK));
    answerShown(SHOWN, data(1, 100), data(1, 100));
    answer(headers(3, { ...OK, "content-length": "2" }), data(3, 2, true));
    expect(decided).toEqual(["3 whole 200 2/2"]);
  });

  it("does not know what a RST_STREAM ends, because the answer may have ended before", () => {
    const { ask, answer, answerShown, decided } = conversing();
    ask(get(1), get(3));
    answer(headers(1, OK), headers(3, OK));
    answerShown(SHOWN, data(1, 100), data(1, 100));
    answer(reset(1, 0));
    ask(reset(3, 8));
    expect(decided).toEqual([`1 lost 200 ?/? ${HIDDEN}`, `3 lost 200 ?/? ${HIDDEN}`]);
  });

  it("does not know whether a GOAWAY refused what waits since, until a later stream is answered", () => {
    const { ask, answer, answerShown, open } = conversing();
    answerShown(SHOWN, ping(), ping(), goAway(0));
    answer(ping());
    ask(get(1), get(3));
    expect(open()).toEqual([`1 lost no answer ${HIDDEN}`, `3 lost no answer ${HIDDEN}`]);
    answer(headers(3, OK));
    expect(open()).toEqual(["1 unended no answer", "3 unended 200 0/?"]);
  });

  it("is cut all the same if all that is hidden is less than what is outstanding", () => {
    const { ask, answer, answerShown, open } = conversing();
    ask(get(1), get(3));
    answer(
      headers(1, { ...OK, "content-length": "900" }),
      data(1, 100),
      headers(3, { ...OK, "content-length": "109" }),
    );
    answerShown(SHOWN, data(1, 100), data(1, 100));
    expect(open()).toEqual(["1 cut 200 309/900", `3 lost 200 ?/? ${HIDDEN}`]);
  });

  it("is short or given up, for the same reason", () => {
    const { ask, answer, answerShown, decided } = conversing();
    const long = { ...OK, "content-length": "900" };
    ask(get(1), get(3), get(5));
    answer(headers(1, long), headers(3, long), headers(5, long));
    answerShown(SHOWN, data(1, 100), data(1, 100));
    answer(data(1, 1, true));
    answer(reset(3, 2));
    ask(reset(5, 8));
    expect(decided).toEqual(["1 short 200 210/900", "3 dropped 200 109/900", `5 lost 200 109/? ${HIDDEN}`]);
  });

  it("is whole if the rest of it and the heads of frames fill what is hidden, and nothing else was under way", () => {
    const { ask, answer, answerShown, open, decided } = conversing();
    ask(get(1));
    answer(headers(1, { ...OK, "content-length": "300" }));
    answerShown(SHOWN, data(1, 100), data(1, 100));
    answerShown(0, data(1, 100, true));
    expect(open()).toEqual(["1 whole 200 300/300"]);
    ask(get(3));
    expect(decided).toEqual(["1 whole 200 300/300"]);
    answerShown(SHOWN, headers(3, OK, true), data(3, 100));
    expect(decided[1]).toBe("3 whole 200 0/?");
  });

  it("is not if a frame is missing, however small the frames are, nor if their sizes differ", () => {
    const small = Array.from({ length: 11 }, () => data(1, 90)); // 11 heads are as long as the frame that is missing, and 9 bytes
    const one = conversing();
    one.ask(get(1));
    one.answer(headers(1, { ...OK, "content-length": String(13 * 90) }), data(1, 90));
    one.answerShown(0, ...small);
    const other = conversing();
    other.ask(get(1));
    other.answer(headers(1, { ...OK, "content-length": "300" }), data(1, 70), data(1, 80));
    other.answerShown(0, data(1, 150, true));
    expect([...one.open(), ...other.open()]).toEqual([`1 lost 200 ?/? ${HIDDEN}`, `1 lost 200 ?/? ${HIDDEN}`]);
  });

  it("is not if there may have been another request", () => {
    const { ask, askShown, answer, answerShown, open } = conversing();
    ask(get(1));
    answer(headers(1, { ...OK, "content-length": "300" }));
    answerShown(SHOWN, data(1, 100), data(1, 100));
    askShown(SHOWN, data(1, 100), get(3));
    answerShown(0, data(1, 100, true));
    expect(open()).toEqual([`1 lost 200 ?/? ${HIDDEN}`]);
  });

  it("is not if something else was, or if a byte is left", () => {
    const { ask, answer, answerShown, open } = conversing();
    ask(get(1));
    answer(headers(1, { ...OK, "content-length": "300" }));
    answerShown(SHOWN, data(1, 100), data(1, 100));
    answerShown(0, data(1, 100).subarray(0, 108));
    expect(open()).toEqual([`1 lost 200 ?/? ${HIDDEN}`]);
    ask(get(3));
    answerShown(0, data(1, 100).subarray(108));
    expect(open()[0]).toBe(`1 lost 200 ?/? ${HIDDEN}`);
  });

  it("is lost if bytes are missing, also within a head, with the reason for that", () => {
    const { ask, answer, miss, open, decided } = conversing();
    ask(get(1));
    answer(headers(1, OK).subarray(0, 4));
    miss("write-in-doubt");
    expect(open()).toEqual(["1 lost no answer -write-in-doubt"]);
    ask(get(3));
    answer(headers(3, OK, true));
    expect(decided).toEqual(["3 whole 200 0/?"]);
  });

  it("is lost at what is no frame, with the reason that it is something else", () => {
    const { ask, answer, open } = conversing();
    ask(get(1));
    answer(hex("48 54 54 50 2f 31 2e 31 20 34 30 30"));
    expect(open()).toEqual(["1 lost no answer -other-protocol"]);
  });
});

describe("http2, when a part of a header block is hidden", () => {
  const withDate = { ...OK, date: "Mon, 21 Oct 2013 20:13:21 GMT" };

  it("keeps the status, and does not know whether what ends is all of the body", () => {
    const { ask, answer, answerShown, decided } = conversing();
    ask(get(1));
    answerShown(SHOWN, headers(1, { ...withDate, "content-length": "5" }));
    answer(data(1, 4, true));
    expect(decided).toEqual([`1 lost 200 4/? ${HIDDEN}`]);
  });

  it("knows enough if the content-length comes first, or if there is no body", () => {
    const { ask, answer, answerShown, decided } = conversing();
    ask(get(1), get(3, { ":method": "HEAD" }));
    answerShown(9 + 10 + 4 + 3 + 15, headers(1, { ...OK, "content-length": "5", date: "Mon, 21 Oct" }));
    answer(data(1, 4, true));
    answerShown(SHOWN, headers(3, withDate, true));
    expect(decided).toEqual(["1 short 200 4/5", "3 whole 200 0/?"]);
  });

  it("is cut in a frame all the same", () => {
    const { ask, answerShown, open } = conversing();
    ask(get(1));
    answerShown(SHOWN, headers(1, withDate));
    answerShown(SHOWN, data(1, 100).subarray(0, 60));
    expect(open()).toEqual(["1 cut 200 51/100 +in-frame"]);
  });

  it("does not take an answer without a byte for a short one if the request may be a HEAD", () => {
    const { askShown, answer, decided } = conversing();
    askShown(HEAD_BYTES, get(1));
    answer(headers(1, { ...OK, "content-length": "5" }, true));
    expect(decided).toEqual([`1 lost 200 0/? ${HIDDEN}`]);
  });

  it("does not know the length of a body whose padding is hidden", () => {
    const { ask, answer, answerShown, decided } = conversing();
    ask(get(1));
    answer(headers(1, { ...OK, "content-length": "5" }));
    answerShown(HEAD_BYTES, hex("000003 00 09 00000001 01 6100"));
    expect(decided).toEqual([`1 lost 200 ?/? ${HIDDEN}`]);
  });
});

describe("http2, when a length of the asking side is hidden", () => {
  it("does not know what may have been cancelled", () => {
    const { ask, askShown, answer, open } = conversing();
    ask(get(1));
    answer(headers(1, OK));
    askShown(SHOWN, data(3, 100), reset(1, 8));
    expect(open()).toEqual([`1 lost 200 0/? ${HIDDEN}`]);
  });

  it("knows it again if the asking side takes more of it, or the other side begins another frame", () => {
    const { ask, askShown, answer, open } = conversing();
    ask(get(1), get(3), get(5));
    answer(headers(1, OK), headers(3, OK), headers(5, OK));
    askShown(SHOWN, data(7, 100), data(7, 100));
    ask(windowUpdate(1, 10));
    answer(data(3, 1));
    expect(open()).toEqual(["1 unended 200 0/?", "3 unended 200 1/?", `5 lost 200 0/? ${HIDDEN}`]);
  });

  it("judges answers to requests that were not seen", () => {
    const { askShown, answer, decided, messages } = conversing();
    askShown(SHOWN, data(1, 100), get(1), get(3));
    answer(headers(3, { ...OK, "content-length": "2" }), data(3, 1, true));
    expect(decided).toEqual(["3 short 200 1/2"]);
    expect(messages[0]?.request).toBeNull();
  });
});

describe("http2, of a connection that is older than the capture", () => {
  it("says nothing until a call begins with frames that fill it", () => {
    const { ask, answer, open, decided } = begun({ isOlder: true });
    answer(data(1, 100).subarray(50));
    expect(open()).toEqual([]);
    ask(get(3));
    answer(headers(3, OK), data(3, 1, true));
    expect(decided).toEqual(["3 whole 200 1/?"]);
  });

  it("is cut in a frame of a stream that began before", () => {
    const { ask, answer, open } = begun({ isOlder: true });
    ask(windowUpdate(0, 100));
    answer(data(1, 100));
    answer(data(1, 100).subarray(0, 20));
    expect(open()).toEqual(["1 cut ? 11/100 +in-frame"]);
  });

  it("does not know whether one that ends had all of its body", () => {
    const { ask, answer, decided } = begun({ isOlder: true });
    ask(ping());
    answer(data(1, 100, true));
    expect(decided).toEqual([`1 lost ? ?/? ${OLDER}`]);
  });

  it("is not in step by padding, which looks like empty frames, nor by a stream that is not open yet", () => {
    const { ask, answer, decided } = begun({ isOlder: true });
    ask(get(3));
    answer(hex("000000 00 00 00000001"));
    answer(data(5, 100));
    answer(data(3, 100).subarray(50), data(3, 1, true));
    expect(decided).toEqual([]);
  });

  it("is in step at a preface", () => {
    const { ask, answer, decided } = begun({ isOlder: true });
    ask(PREFACE_TYPE, settings(), get(1));
    answer(settings());
    answer(headers(1, OK, true));
    expect(decided).toEqual(["1 whole 200 0/?"]);
  });
});
