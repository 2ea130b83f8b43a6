import { describe, expect, it, test } from "vitest";
import { end, type Listened, listen, record, request, STDERR, STDOUT } from "./records.js";

const HEAD_20 = "Status: 200 OK\r\nContent-Length: 20\r\n\r\n";
const NO_LENGTH = "X: y\r\n\r\n";
const BODY_20 = "x".repeat(20);
const HEAD = 8;

function asked(): Listened {
  const listened = listen();
  listened.asks(request("GET", "/a"));
  return listened;
}

/** Answers with one call, of which the capture shows the first record, and nothing after it. */
function hideAfter(first: string, hidden: string): Listened {
  const listened = asked();
  listened.answers(first + hidden, { shown: first.length });
  return listened;
}

describe("an END_REQUEST that -s hides at the end of a call", () => {
  test.each([
    ["alone", end()],
    ["after the record that ends STDOUT, as libfcgi writes it", record(STDOUT, "") + end()],
    ["after those that end STDOUT and STDERR", record(STDOUT, "") + record(STDERR, "") + end()],
  ])("is as likely as any: how the connection ends decides; %s", (_, hidden) => {
    const { open } = hideAfter(record(STDOUT, NO_LENGTH + BODY_20), hidden);
    expect(open()).toMatchObject([{ end: "lost", signs: ["unseen-end"], blindSpots: [], response: { status: 200 } }]);
  });

  it("is not needed with all of the declared length", () => {
    const { open } = hideAfter(record(STDOUT, HEAD_20 + BODY_20), end());
    expect(open()).toMatchObject([{ end: "whole", response: { acceptedBytes: 20, isAtMost: false } }]);
  });

  it("may be a last part of the body, so that nothing is known if the length leaves room for one", () => {
    const { open } = hideAfter(record(STDOUT, `${HEAD_20}${BODY_20.slice(4)}`), end());
    expect(open()).toMatchObject([{ end: "lost", signs: [], blindSpots: ["head-cut-by-string-limit"] }]);
  });

  it("cannot be the rest of a body of which more is outstanding than is hidden", () => {
    const { open } = hideAfter(record(STDOUT, HEAD_20), end());
    expect(open()).toMatchObject([{ end: "cut", response: { declaredBytes: 20, acceptedBytes: 8, isAtMost: true } }]);
  });

  it("is none if a call follows", () => {
    const { answers, open } = hideAfter(record(STDOUT, NO_LENGTH), end());
    answers("anything");
    expect(open()).toMatchObject([{ end: "lost", signs: [] }]);
  });

  it("is none if more is hidden than ends a response", () => {
    const { open } = hideAfter(record(STDOUT, NO_LENGTH), record(STDOUT, BODY_20) + end());
    expect(open()).toMatchObject([{ end: "lost", signs: [] }]);
  });

  it("is proved by the next request with this id", () => {
    const { asks, decided } = hideAfter(record(STDOUT, NO_LENGTH + BODY_20), end());
    asks(request("GET", "/b"));
    expect(decided).toMatchObject([{ end: "whole", request: { target: "/a" }, response: { acceptedBytes: 20 } }]);
  });

  it("is proved so, and the next response is in step", () => {
    const { asks, answers, decided } = hideAfter(record(STDOUT, NO_LENGTH + BODY_20), end());
    asks(request("GET", "/b"));
    const next = record(STDOUT, HEAD_20 + BODY_20);
    answers(next + end(), { shown: next.length });
    asks(request("GET", "/c"));
    expect(decided.map((each) => [each.request?.target, each.end])).toEqual([
      ["/a", "whole"],
      ["/b", "whole"],
    ]);
  });

  it("is proved so, and the length counts", () => {
    const { asks, decided } = hideAfter(record(STDOUT, `${HEAD_20}${BODY_20.slice(4)}`), end());
    asks(request("GET", "/b"));
    expect(decided).toMatchObject([{ end: "short", response: { acceptedBytes: 16, declaredBytes: 20 } }]);
  });
});

describe("a head that -s cuts", () => {
  it("may declare any length, so END_REQUEST proves nothing of it", () => {
    const { answers, decided } = asked();
    answers(record(STDOUT, NO_LENGTH + BODY_20), { shown: HEAD + 4 });
    answers(end());
    expect(decided).toMatchObject([
      { end: "lost", blindSpots: ["head-cut-by-string-limit"], response: { declaredBytes: null, isAtMost: true } },
    ]);
  });

  it("does not hide that a record is cut", () => {
    const { answers, open } = asked();
    answers(record(STDOUT, NO_LENGTH + BODY_20).slice(0, 30), { shown: HEAD + 4, asked: 36 });
    expect(open()).toMatchObject([
      { end: "cut", signs: ["in-frame"], response: { declaredBytes: 28, acceptedBytes: 22 } },
    ]);
  });

  it("does not hide that the response has no end", () => {
    const { answers, open } = asked();
    answers(record(STDOUT, NO_LENGTH + BODY_20), { shown: HEAD + 4 });
    expect(open()).toMatchObject([{ end: "unended" }]);
  });

  it("does not hide that a status stands for no body", () => {
    const { answers, decided } = asked();
    answers(record(STDOUT, "Status: 304 Not Modified\r\nX: y\r\n\r\n"), { shown: HEAD + 28 });
    answers(end());
    expect(decided).toMatchObject([{ end: "whole", response: { framing: "none" } }]);
  });
});

describe("records that -s hides", () => {
  it("end with an END_REQUEST that is seen in step: it ends a response without a length", () => {
    const { answers, decided } = hideAfter(record(STDOUT, NO_LENGTH), record(STDOUT, BODY_20));
    answers(end());
    expect(decided).toMatchObject([{ end: "whole", response: { acceptedBytes: 20 } }]);
  });

  it("may hold what is missing of a length", () => {
    const { answers, decided } = hideAfter(record(STDOUT, HEAD_20), record(STDOUT, BODY_20));
    answers(end());
    expect(decided).toMatchObject([{ end: "lost", blindSpots: ["head-cut-by-string-limit"] }]);
  });

  it("may be too few for a length", () => {
    const { answers, decided } = hideAfter(record(STDOUT, HEAD_20), record(STDOUT, BODY_20.slice(1)));
    answers(end());
    expect(decided).toMatchObject([{ end: "short", response: { acceptedBytes: 19, isAtMost: true } }]);
  });

  it("may hold all that is missing of a length, also if more is seen after them", () => {
    const { answers, open } = hideAfter(record(STDOUT, HEAD_20), record(STDOUT, BODY_20));
    answers(record(STDERR, "x"));
    expect(open()).toMatchObject([{ end: "lost", blindSpots: ["head-cut-by-string-limit"] }]);
    answers(end().slice(0, 10), { asked: 16 });
    expect(open()).toMatchObject([{ end: "lost", blindSpots: ["head-cut-by-string-limit"] }]);
  });

  it("do not hold what is missing of a record of the body that is cut", () => {
    const { answers, open } = hideAfter(record(STDOUT, HEAD_20), record(STDOUT, BODY_20));
    answers(record(STDOUT, "xxx").slice(0, HEAD + 1), { asked: HEAD + 3 });
    expect(open()).toMatchObject([
      { end: "cut", signs: ["in-frame"], response: { declaredBytes: 3, acceptedBytes: 1, framing: "fastcgi-records" } },
    ]);
  });

  it("may be the head of one whose body comes by the next call: php-fpm at -s 32", () => {
    const { answers, open } = asked();
    answers(record(STDOUT, NO_LENGTH + BODY_20) + record(STDOUT, "y".repeat(5000)).slice(0, HEAD), { shown: 32 });
    answers("y".repeat(5000), { shown: 32 });
    const next = record(STDOUT, "z".repeat(6000));
    answers(next.slice(0, HEAD), { shown: 32 });
    answers(next.slice(HEAD, 3000), { shown: 32, asked: 6000 });
    expect(open()).toMatchObject([
      { end: "cut", signs: ["in-frame"], response: { declaredBytes: 6000, acceptedBytes: 3000 - HEAD } },
    ]);
  });

  it("are no records at all if none begins there: then it is not FastCGI", () => {
    const { answers, open } = asked();
    answers(`${record(STDOUT, NO_LENGTH)}HTTP/1.1 200 OK\r\n\r\n`);
    expect(open()).toMatchObject([{ end: "lost", blindSpots: ["other-protocol"] }]);
  });
});

describe("requests that -s hides", () => {
  const hideParams = { shown: 30 };

  it("leave a response without a request: it may answer HEAD, so END_REQUEST with less proves nothing", () => {
    const { asks, answers, decided } = listen("client");
    asks(request("HEAD", "/a"), hideParams);
    answers(record(STDOUT, HEAD_20) + end());
    expect(decided).toMatchObject([{ end: "lost", request: null, blindSpots: ["request-not-seen"] }]);
  });

  it("leave a response without an end: it may answer HEAD, so its length proves nothing", () => {
    const { asks, answers, open } = listen("client");
    asks(request("HEAD", "/a"), hideParams);
    answers(record(STDOUT, HEAD_20));
    expect(open()).toMatchObject([{ end: "lost", blindSpots: ["request-not-seen"] }]);
  });

  it("may have been given up", () => {
    const { asks, answers, open } = listen("client");
    asks(request("GET", "/a"), hideParams);
    answers(record(STDOUT, NO_LENGTH));
    expect(open()).toMatchObject([{ end: "unended" }]);
    asks("more", { shown: 0, line: 2 });
    expect(open()).toMatchObject([{ end: "lost", blindSpots: ["head-cut-by-string-limit"] }]);
  });

  it("may follow another with the same id: its response does not count for that one", () => {
    const { asks, answers, decided } = listen("client");
    asks(request("GET", "/a"));
    answers(record(STDOUT, HEAD_20 + BODY_20) + end(), { shown: 70 });
    asks(request("GET", "/b"), { shown: 0 });
    answers(record(STDOUT, BODY_20));
    answers(end());
    expect(decided.map((each) => [each.request?.target, each.end, each.response?.acceptedBytes])).toEqual([
      ["/a", "lost", 28],
      [undefined, "lost", null],
    ]);
  });
});

describe("a connection that is older than the capture", () => {
  it("is in step at the records that fill a call", () => {
    const { asks, answers, decided } = listen("server", true);
    asks("rest");
    answers("rest");
    asks(request("GET", "/a"));
    answers(record(STDOUT, HEAD_20 + BODY_20) + end());
    expect(decided.at(-1)).toMatchObject({ end: "whole", request: { target: "/a" } });
  });

  it("is in step at a head and a body by two calls, as php-fpm reads them", () => {
    const { asks, answers, decided } = listen("server", true);
    const text = request("GET", "/a");
    const parts = [text.slice(0, 8), text.slice(8, 16), text.slice(16, 24), text.slice(24, -16)];
    for (const part of [...parts, text.slice(-16, -8), text.slice(-8)]) asks(part);
    answers(record(STDOUT, HEAD_20 + BODY_20) + end());
    expect(decided).toMatchObject([{ end: "whole", request: { target: "/a" } }]);
  });

  it("knows nothing of a response that began before", () => {
    const { answers, decided } = listen("server", true);
    answers(record(STDOUT, BODY_20) + end());
    expect(decided).toMatchObject([
      { end: "lost", request: null, blindSpots: ["attached-mid-connection"], response: { acceptedBytes: null } },
    ]);
  });
});

describe("bytes that are missing", () => {
  it("leave what is under way unknown, and what follows in step is another response", () => {
    const { asks, answers, open, decided, miss } = asked();
    answers(record(STDOUT, NO_LENGTH));
    miss();
    expect(open()).toMatchObject([{ end: "lost", blindSpots: ["lines-lost"] }]);
    asks(request("GET", "/b"));
    answers(record(STDOUT, HEAD_20 + BODY_20) + end());
    expect(decided.map((each) => [each.request?.target, each.end])).toEqual([
      ["/a", "lost"],
      ["/b", "whole"],
    ]);
  });
});
