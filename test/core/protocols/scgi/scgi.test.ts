import { describe, expect, it, test } from "vitest";
import { bytesOf } from "../../../../src/core/bytes.js";
import { scgi } from "../../../../src/core/protocols/scgi/scgi.js";
import { type Listened, listen, request } from "./requests.js";

const sniff = (text: string): string | null => scgi.sniff(bytesOf(text).subarray(0, 64), text.length);

describe("a connection that speaks SCGI", () => {
  it("begins with a netstring whose first name is CONTENT_LENGTH", () => {
    expect(sniff(request("GET", "/"))).toBe("asks");
  });

  test.each([
    ["another name", "24:SCRIPT_NAME\0/\0"],
    ["a length of 0", "0:CONTENT_LENGTH\0"],
    ["no length", ":CONTENT_LENGTH\0"],
    ["a name that goes on", "30:CONTENT_LENGTH_2\x001\0"],
    ["a part of the name", "30:CONTENT"],
    ["FastCGI", "\x01\x01\0\x01\0\x08\0\0\0\x01\0\0\0\0\0\0"],
    ["HTTP", "GET / HTTP/1.1\r\n\r\n"],
  ])("does not begin with %s", (_, text) => {
    expect(sniff(text)).toBeNull();
  });
});

/** A connection on which this was asked, and then answered, by one call each. */
function answered(answer: string, method = "GET"): Listened {
  const listened = listen();
  listened.asks(request(method, "/a"));
  listened.answers(answer);
  return listened;
}

const LENGTH_5 = "Status: 200 OK\r\nContent-Length: 5\r\n\r\n";

describe("an SCGI response when its connection ends", () => {
  it("is whole with all that it declares", () => {
    expect(answered(`${LENGTH_5}12345`).open()).toEqual([
      {
        request: { method: "GET", target: "/a", line: 1 },
        response: {
          status: 200,
          line: 1,
          framing: "content-length",
          declaredBytes: 5,
          acceptedBytes: 5,
          isAtMost: false,
          misfitBytes: 0,
        },
        stream: null,
        end: "whole",
        signs: [],
        blindSpots: [],
      },
    ]);
  });

  test.each([
    ["cut", `${LENGTH_5}1234`],
    ["over", `${LENGTH_5}123456`],
    ["unmarked", "Status: 200 OK\r\n\r\n12345"],
    ["unended", "Status: 200 OK\r\nContent-"],
    ["whole", "Status: 204 No Content\r\n\r\n"],
    ["whole", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"],
    ["lost", "Content-Length: x\r\n\r\n12345"],
  ])("is %s: %j", (end, answer) => {
    expect(answered(answer).open()).toMatchObject([{ end }]);
  });

  it("has no body if it answers HEAD", () => {
    expect(answered(LENGTH_5, "HEAD").open()).toMatchObject([{ end: "whole", response: { framing: "none" } }]);
  });

  it("lasts until the close without a length", () => {
    const response = { framing: "until-close", declaredBytes: null, acceptedBytes: 5 };
    expect(answered("X: y\n\n12345").open()).toMatchObject([{ end: "unmarked", response }]);
  });

  it("is lost if -s hides the end of its head", () => {
    const { asks, answers, open } = listen();
    asks(request("GET", "/a"));
    answers(`${LENGTH_5}12345`, { shown: 20 });
    expect(open()).toMatchObject([{ end: "lost", blindSpots: ["head-cut-by-string-limit"] }]);
  });

  it("is lost if it answers HEAD and -s hides the end of its head: that may not have come", () => {
    const { asks, answers, open } = listen();
    asks(request("HEAD", "/a"));
    answers(LENGTH_5, { shown: 20 });
    expect(open()).toMatchObject([{ end: "lost", blindSpots: ["head-cut-by-string-limit"] }]);
  });

  it("is lost if bytes are missing", () => {
    const { open, miss } = answered(`${LENGTH_5}12345`);
    miss();
    expect(open()).toMatchObject([{ end: "lost", blindSpots: ["lines-lost"] }]);
  });

  it("is read from the side of the web server, too", () => {
    const { asks, answers, open } = listen("client");
    asks(request("GET", "/a"));
    answers(LENGTH_5);
    answers("123", { asked: 4096 });
    expect(open()).toMatchObject([{ end: "cut", response: { declaredBytes: 5, acceptedBytes: 3 } }]);
  });
});

describe("an SCGI request", () => {
  it("is unanswered once its headers were read", () => {
    const { asks, open } = listen();
    const text = request("POST", "/a", "body");
    const headers = text.length - "body".length;
    asks(text.slice(0, headers - 1));
    expect(open()).toEqual([]);
    asks(text.slice(headers - 1, headers));
    expect(open()).toMatchObject([{ end: "unended", response: null, request: { method: "POST", target: "/a" } }]);
  });

  it("is read in any pieces", () => {
    const { asks, open } = listen();
    for (const char of request("GET", "/a")) asks(char);
    expect(open()).toMatchObject([{ request: { method: "GET", target: "/a" } }]);
  });

  it("ends where its length says, though -s hides its headers", () => {
    const { asks, open } = listen();
    const text = request("GET", "/a");
    asks(text.slice(0, -1), { shown: 20 });
    expect(open()).toEqual([]);
    asks(text.slice(-1), { shown: 0 });
    expect(open()).toMatchObject([{ end: "unended", request: null }]);
  });

  test.each([
    ["a length that is no number", "2x:CONTENT_LENGTH\0"],
    ["a length of too many digits", "1234567890:CONTENT_LENGTH\0"],
  ])("is none with %s", (_, text) => {
    const { asks, open } = listen();
    asks(text);
    asks("x".repeat(100_000));
    expect(open()).toEqual([]);
  });

  it("keeps no more of a target than 2,048 bytes", () => {
    const { asks, open } = listen();
    asks(request("GET", `/${"x".repeat(100_000)}`));
    expect(open()[0]?.request?.target).toHaveLength(2048);
  });
});
