import { describe, expect, it } from "vitest";
import { begun, conversing } from "./conversing.js";
import {
  data,
  frame,
  get,
  goAway,
  headers,
  joined,
  number,
  PREFACE_TYPE,
  padded,
  settings,
  windowUpdate,
} from "./wire.js";

const INITIAL_WINDOW_SIZE = 4;

describe("http2, of what is under way", () => {
  it("is cut in a DATA frame, with the sizes of its body", () => {
    const { ask, answer, open, decided } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "200", "content-length": "500" }), data(1, 100).subarray(0, 9 + 40));
    expect(open()).toEqual(["1 cut 200 40/500 +in-frame"]);
    answer(data(1, 100).subarray(9 + 40), data(1, 400, true));
    expect(decided).toEqual(["1 whole 200 500/500"]);
  });

  it("is cut in a HEADERS frame, before a status is known", () => {
    const { ask, answer, open } = conversing();
    const head = headers(1, { ":status": "200" });
    ask(get(1));
    answer(head.subarray(0, 12));
    expect(open()).toEqual([`1 cut ? 3/${head.length - 9} +in-frame`]);
  });

  it("is cut if its content-length is outstanding, and no frame is under way", () => {
    const { ask, answer, open } = conversing();
    ask(get(1));
    answer(headers(1, { ":status": "200", "content-length": "500" }), data(1, 100));
    expect(open()).toEqual(["1 cut 200 100/500"]);
  });

  it("is unended without END_STREAM, also if its content-length is there", () => {
    const { ask, answer, open } = conversing();
    ask(get(1), get(3), get(5));
    answer(headers(1, { ":status": "200", "content-length": "5" }), data(1, 5));
    answer(headers(3, { ":status": "200" }), padded(3, 5, 1));
    expect(open()).toEqual(["1 unended 200 5/5", "3 unended 200 5/?", "5 unended no answer"]);
  });

  it("blames only the stream whose frame is under way", () => {
    const { ask, answer, open } = conversing();
    ask(get(1), get(3));
    answer(headers(1, { ":status": "200" }), headers(3, { ":status": "200" }), data(3, 9).subarray(0, 10));
    expect(open()).toEqual(["1 unended 200 0/?", "3 cut 200 1/9 +in-frame"]);
  });

  it("owes nothing to requests above the last stream of a GOAWAY, and the last GOAWAY counts", () => {
    const { ask, answer, open } = conversing();
    ask(get(1), get(3), get(5));
    answer(goAway(0x7fffffff));
    expect(open()).toHaveLength(3);
    answer(goAway(3));
    expect(open()).toEqual(["1 unended no answer", "3 unended no answer"]);
  });
});

describe("http2, of how far the answering side is", () => {
  it("counts all bytes, and what is left of the frame under way", () => {
    const { ask, answer, answerShown, progress } = conversing();
    ask(get(1));
    expect(progress()).toBe("9/9");
    answer(data(1, 100).subarray(0, 49));
    expect(progress()).toBe("58/118");
    answer(data(1, 100).subarray(49));
    answerShown(0, data(1, 100));
    expect(progress()).toBe("?");
  });
});

describe("http2, of flow control", () => {
  const head = (stream: number): Uint8Array => headers(stream, { ":status": "200" });

  it("waits on its peer if the window of the stream is closed", () => {
    const { ask, answer, open } = conversing({}, { [INITIAL_WINDOW_SIZE]: 100 });
    ask(get(1), get(3));
    answer(head(1), head(3), data(1, 100), data(3, 99));
    expect(open()).toEqual(["1 unended 200 100/? +waits-on-peer", "3 unended 200 99/?"]);
    ask(windowUpdate(1, 1));
    expect(open()[0]).toBe("1 unended 200 100/?");
  });

  it("waits on its peer if the window of the connection is closed", () => {
    const { ask, answer, open } = conversing({}, { [INITIAL_WINDOW_SIZE]: 1_000_000 });
    ask(get(1));
    answer(head(1));
    for (let sent = 0; sent < 65_535; sent += 13_107) answer(data(1, 13_107));
    expect(open()).toEqual(["1 unended 200 65535/? +waits-on-peer"]);
    ask(windowUpdate(0, 1));
    expect(open()).toEqual(["1 unended 200 65535/?"]);
  });

  it("counts padding, and a change of the first window", () => {
    const { ask, answer, open } = conversing({}, { [INITIAL_WINDOW_SIZE]: 100 });
    ask(get(1));
    answer(head(1), padded(1, 89, 10));
    expect(open()).toEqual(["1 unended 200 89/? +waits-on-peer"]);
    ask(settings({ [INITIAL_WINDOW_SIZE]: 101 }));
    expect(open()).toEqual(["1 unended 200 89/?"]);
  });

  it("waits on nothing if all of its body is there, or if its head is not", () => {
    const { ask, answer, open } = conversing({}, { [INITIAL_WINDOW_SIZE]: 0 });
    ask(get(1), get(3));
    answer(headers(1, { ":status": "200", "content-length": "0" }));
    expect(open()).toEqual(["1 unended 200 0/0", "3 unended no answer"]);
  });

  it("says so of hidden frames that fill a window to the byte, and of no others", () => {
    const long = headers(1, { ":status": "200", "content-length": "9000" });
    const one = conversing({}, { [INITIAL_WINDOW_SIZE]: 350 });
    one.ask(get(1));
    one.answer(long);
    one.answerShown(9, data(1, 100), data(1, 100), data(1, 100), data(1, 50));
    const other = conversing({}, { [INITIAL_WINDOW_SIZE]: 351 });
    other.ask(get(1));
    other.answer(long);
    other.answerShown(9, data(1, 100), data(1, 100), data(1, 100), data(1, 50));
    expect([...one.open(), ...other.open()]).toEqual(["1 cut 200 377/9000 +waits-on-peer", "1 cut 200 377/9000"]);
  });

  it("says so, too, if the frame that fills it is seen, and is smaller than the others", () => {
    const { ask, answer, answerShown, open } = conversing({}, { [INITIAL_WINDOW_SIZE]: 350 });
    ask(get(1));
    answer(headers(1, { ":status": "200", "content-length": "9000" }));
    answerShown(9, data(1, 100), data(1, 100), data(1, 100));
    answer(data(1, 50));
    expect(open()).toEqual(["1 cut 200 368/9000 +waits-on-peer"]);
  });

  it("does not say so if a window is not known", () => {
    const { ask, askShown, answer, open } = conversing({}, { [INITIAL_WINDOW_SIZE]: 100 });
    ask(get(1));
    answer(head(1), data(1, 100));
    askShown(9, windowUpdate(1, 1));
    expect(open()).toEqual(["1 unended 200 100/?"]);
  });
});

describe("http2, of how it begins", () => {
  it("answers the request of an upgrade as stream 1", () => {
    const { ask, answer, decided, messages } = begun({ upgraded: { method: "HEAD", target: "/a", line: 4 } });
    answer(settings(), headers(1, { ":status": "200", "content-length": "9" }, true));
    ask(PREFACE_TYPE, settings(), get(3));
    answer(headers(3, { ":status": "200" }, true));
    expect(decided).toEqual(["1 whole 200 0/?", "3 whole 200 0/?"]);
    expect(messages[0]?.request).toEqual({ method: "HEAD", target: "/a", line: 4 });
  });

  it("takes a preface that comes in parts", () => {
    const { ask, answer, decided } = begun();
    ask(PREFACE_TYPE.subarray(0, 5));
    ask(PREFACE_TYPE.subarray(5, 20));
    ask(PREFACE_TYPE.subarray(20), settings(), get(1));
    answer(settings(), headers(1, { ":status": "200" }, true));
    expect(decided).toEqual(["1 whole 200 0/?"]);
  });

  it("reads a client, to which the answers come in", () => {
    const { ask, answer, decided, open } = conversing({ role: "client" });
    ask(get(1), get(3));
    answer(headers(1, { ":status": "200", "content-length": "2" }), data(1, 1, true));
    expect(decided).toEqual(["1 short 200 1/2"]);
    expect(open()).toEqual(["3 unended no answer"]);
  });

  it("takes larger frames if the asking side allows them", () => {
    const { ask, answer, decided, open } = conversing({}, { 5: 20_000 });
    ask(get(1), get(3));
    answer(headers(1, { ":status": "200" }), data(1, 20_000, true));
    expect(decided).toEqual(["1 whole 200 20000/?"]);
    answer(data(3, 20_001, true));
    expect(open()).toEqual(["3 lost no answer -other-protocol"]);
  });
});

describe("http2, of gRPC", () => {
  const asked = { ":method": "POST", ":path": "/a.B/C", "content-type": "application/grpc+proto" };
  const answered = { ":status": "200", "content-type": "application/grpc+proto" };

  it("has grpc-status in its trailers, or in its only header block", () => {
    const { ask, answer, decided } = conversing();
    ask(headers(1, asked), headers(3, asked));
    answer(headers(1, answered), data(1, 5), headers(1, { "grpc-status": "0" }, true));
    answer(headers(3, { ...answered, "grpc-status": "12" }, true));
    expect(decided).toEqual(["1 whole 200 5/? +grpc", "3 whole 200 0/? +grpc"]);
  });

  it("says so if there is none", () => {
    const { ask, answer, decided } = conversing();
    ask(headers(1, asked), headers(3, asked));
    answer(headers(1, answered), data(1, 5, true));
    answer(headers(3, answered), data(3, 5), headers(3, { checksum: "1" }, true));
    expect(decided).toEqual(["1 whole 200 5/? +grpc +no-grpc-status", "3 whole 200 5/? +grpc +no-grpc-status"]);
  });

  it("does not say so of trailers that are hidden", () => {
    const { ask, answer, answerShown, decided } = conversing();
    ask(headers(1, asked));
    answer(headers(1, answered), data(1, 5));
    answerShown(12, headers(1, { "grpc-status": "0" }, true));
    expect(decided).toEqual(["1 whole 200 5/? +grpc"]);
  });

  it("is no gRPC if a proxy answers something else, or if it is gRPC-Web", () => {
    const { ask, answer, decided } = conversing();
    ask(headers(1, asked), headers(3, { ...asked, "content-type": "application/grpc-web" }));
    answer(headers(1, { ":status": "503", "content-type": "text/html" }), data(1, 5, true));
    answer(headers(3, { ":status": "200", "content-type": "application/grpc-web" }), data(3, 5, true));
    expect(decided).toEqual(["1 whole 503 5/?", "3 whole 200 5/?"]);
  });

  it("is open as gRPC", () => {
    const { ask, answer, open } = conversing();
    ask(headers(1, asked), headers(3, asked));
    answer(headers(1, answered), data(1, 5));
    expect(open()).toEqual(["1 unended 200 5/? +grpc", "3 unended no answer +grpc"]);
  });
});

describe("http2, of streams without number", () => {
  it("forgets the oldest of more than 4,096 under way", () => {
    const { ask, open } = conversing();
    for (let stream = 1; stream <= 2 * 5000; stream += 2) ask(get(stream));
    expect(open()).toHaveLength(4096);
    expect(open()[0]).toBe(`${2 * 904 + 1} unended no answer`);
  });

  it("takes a header block of any size", () => {
    const { ask, answer, decided } = conversing();
    ask(get(1));
    answer(frame(1, 0, 1, headers(1, { ":status": "200" }).subarray(9)));
    for (let times = 0; times < 100; times++) answer(frame(9, 0, 1, joined(number(0, 1), new Uint8Array(16_000))));
    answer(frame(9, 4, 1, new Uint8Array(0)), data(1, 1, true));
    expect(decided).toEqual(["1 lost 200 1/? -head-cut-by-string-limit"]);
  });
});
