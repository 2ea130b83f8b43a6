import { describe, expect, it, test } from "vitest";
import { end, GET_VALUES, type Listened, listen, record, request, STDERR, STDOUT } from "./records.js";

const HEAD_20 = "Content-Length: 20\r\n\r\n";
const BODY_20 = "x".repeat(20);

/** A connection on which this was asked, and then answered, by one call each. */
function answered(answer: string, method = "GET"): Listened {
  const listened = listen();
  listened.asks(request(method, "/a"));
  listened.answers(answer);
  return listened;
}

describe("a FastCGI response that END_REQUEST ends", () => {
  it("is whole with all that it declares", () => {
    const { decided, open } = answered(record(STDOUT, HEAD_20 + BODY_20, { padding: 6 }) + end());
    expect(decided).toEqual([
      {
        request: { method: "GET", target: "/a", line: 1 },
        response: {
          status: 200,
          line: 1,
          framing: "content-length",
          declaredBytes: 20,
          acceptedBytes: 20,
          isAtMost: false,
          misfitBytes: 0,
        },
        stream: 1,
        end: "whole",
        signs: [],
        blindSpots: [],
      },
    ]);
    expect(open()).toEqual([]);
  });

  it("is whole without a length: its records say where it ends", () => {
    const { decided } = answered(record(STDOUT, `X: y\r\n\r\n${BODY_20}`) + end());
    const response = { framing: "fastcgi-records", declaredBytes: null, acceptedBytes: 20 };
    expect(decided).toMatchObject([{ end: "whole", response }]);
  });

  test.each([
    ["short", 19],
    ["over", 21],
  ])("is %s with other than it declares", (how, bytes) => {
    const { decided } = answered(record(STDOUT, HEAD_20 + "x".repeat(bytes)) + end());
    expect(decided).toMatchObject([{ end: how, response: { declaredBytes: 20, acceptedBytes: bytes } }]);
  });

  test.each([
    ["to HEAD", "HEAD", HEAD_20],
    ["to HEAD, with a body that the web server drops", "HEAD", HEAD_20 + BODY_20],
    ["with 204", "GET", "Status: 204 No Content\r\n\r\n"],
    ["with 304", "GET", `Status: 304 Not Modified\r\n${HEAD_20}`],
  ])("has no body: %s", (_, method, content) => {
    const { decided } = answered(record(STDOUT, content) + end(), method);
    expect(decided).toMatchObject([{ end: "whole", response: { framing: "none", declaredBytes: null } }]);
  });

  it("is short if its head has no end", () => {
    expect(answered(record(STDOUT, "Content-Length: 20") + end()).decided).toMatchObject([{ end: "short" }]);
  });

  it("counts neither padding, nor STDERR, nor records of the connection", () => {
    const answer = [
      record(STDERR, "PHP Notice", { padding: 6 }),
      record(STDOUT, HEAD_20, { padding: 2 }),
      record(GET_VALUES + 1, "", { id: 0, padding: 8 }),
      record(STDOUT, BODY_20, { padding: 255 }),
      record(STDOUT, ""),
      record(STDERR, ""),
      end(),
    ];
    expect(answered(answer.join("")).decided).toMatchObject([{ end: "whole", response: { acceptedBytes: 20 } }]);
  });

  it("may have a head of several records", () => {
    const answer = [...HEAD_20].map((char) => record(STDOUT, char)).join("") + record(STDOUT, BODY_20) + end();
    expect(answered(answer).decided).toMatchObject([{ end: "whole", response: { acceptedBytes: 20 } }]);
  });

  it("says that the application failed", () => {
    expect(answered(record(STDOUT, "X: y\r\n\r\n") + end(1)).decided).toMatchObject([{ signs: ["app-failed"] }]);
  });

  it("may be empty", () => {
    expect(answered(end()).decided).toMatchObject([{ end: "whole", response: { status: null, acceptedBytes: 0 } }]);
  });

  it("is no answer if nothing was asked", () => {
    const { answers, decided, open } = listen();
    answers(record(STDOUT, HEAD_20 + BODY_20) + end());
    expect([...decided, ...open()]).toEqual([]);
  });
});

describe("several requests of a connection", () => {
  it("come one after the other with the same id (FCGI_KEEP_CONN)", () => {
    const { asks, answers, decided } = listen();
    for (const target of ["/a", "/b"]) {
      asks(request("GET", target));
      answers(record(STDOUT, HEAD_20 + BODY_20) + end());
    }
    expect(decided.map((each) => [each.request?.target, each.end])).toEqual([
      ["/a", "whole"],
      ["/b", "whole"],
    ]);
  });

  it("may be open at the same time, each with an id", () => {
    const { asks, answers, decided, open } = listen();
    asks(request("GET", "/a", { id: 1 }) + request("GET", "/b", { id: 2 }));
    answers(record(STDOUT, HEAD_20, { id: 2 }) + record(STDOUT, HEAD_20, { id: 1 }));
    answers(record(STDOUT, BODY_20, { id: 2 }) + end(0, { id: 2 }));
    expect(decided).toMatchObject([{ stream: 2, request: { target: "/b" }, end: "whole" }]);
    expect(open()).toMatchObject([{ stream: 1, request: { target: "/a" }, end: "cut" }]);
  });

  it("are read no further if too many are open: memory is bounded", () => {
    const { asks, open } = listen();
    for (let id = 1; id <= 256; id++) asks(request("GET", "/", { id }));
    expect(open()).toHaveLength(256);
    asks(request("GET", "/", { id: 257 }));
    expect(open()).toEqual([]);
  });
});

describe("a FastCGI response that is open", () => {
  it("says how far it is, with what is outstanding of the record under way", () => {
    const { answers, progress } = answered(record(STDOUT, HEAD_20));
    const before = record(STDOUT, HEAD_20).length;
    expect(progress()).toEqual({ accepted: before, declared: before });
    answers(record(STDOUT, BODY_20).slice(0, 8 + 15));
    expect(progress()).toEqual({ accepted: before + 23, declared: before + 28 });
  });

  it("is cut within a record: what is outstanding is the rest of its body", () => {
    const { answers, open } = answered(record(STDOUT, HEAD_20));
    answers(record(STDOUT, BODY_20, { padding: 4 }).slice(0, 8 + 15));
    const response = { status: 200, framing: "content-length", declaredBytes: 20, acceptedBytes: 15, line: 1 };
    expect(open()).toMatchObject([{ end: "cut", signs: ["in-frame"], response }]);
  });

  it("is cut after the head of a record, which php-fpm writes by a call of its own", () => {
    const { answers, open } = answered(record(STDOUT, "X: y\r\n\r\n"));
    answers(record(STDOUT, BODY_20).slice(0, 8));
    expect(open()).toMatchObject([{ end: "cut", response: { declaredBytes: 20, acceptedBytes: 0 } }]);
  });

  it("is cut within its END_REQUEST", () => {
    const { open } = answered(record(STDOUT, `X: y\r\n\r\n${BODY_20}`) + end().slice(0, 12));
    expect(open()).toMatchObject([{ end: "cut", response: { declaredBytes: 8, acceptedBytes: 4 } }]);
  });

  it("is cut between records if bytes of its length are outstanding", () => {
    const { open } = answered(record(STDOUT, `${HEAD_20}x`));
    expect(open()).toMatchObject([{ end: "cut", signs: [], response: { declaredBytes: 20, acceptedBytes: 1 } }]);
  });

  it("is unended between records without a length", () => {
    expect(answered(record(STDOUT, `X: y\r\n\r\n${BODY_20}`)).open()).toMatchObject([{ end: "unended" }]);
  });

  it("is unended within its head", () => {
    expect(answered(record(STDOUT, "Content-Length: 20")).open()).toMatchObject([{ end: "unended" }]);
  });

  it("is whole with all that it declares: nginx then closes, and reads no END_REQUEST", () => {
    expect(answered(record(STDOUT, HEAD_20 + BODY_20)).open()).toMatchObject([{ end: "whole" }]);
  });

  it.each([
    ["in the padding", record(STDOUT, HEAD_20 + BODY_20, { padding: 6 }).slice(0, -3)],
    ["within END_REQUEST", record(STDOUT, HEAD_20 + BODY_20) + end().slice(0, 12)],
  ])("is so %s, too", (_, answer) => {
    expect(answered(answer).open()).toMatchObject([{ end: "whole", response: { acceptedBytes: 20 } }]);
  });

  it("is over with more", () => {
    expect(answered(record(STDOUT, `${HEAD_20}${BODY_20}x`)).open()).toMatchObject([{ end: "over" }]);
  });

  it("has not begun if only a request was read, or errors were written", () => {
    expect(answered(record(STDERR, "PHP Notice")).open()).toMatchObject([{ end: "unended", response: null }]);
  });

  it("need not begin before the request was read whole", () => {
    const { asks, open } = listen();
    asks(request("GET", "/a").slice(0, 40));
    expect(open()).toEqual([]);
  });

  it("is cancelled if the web server gives it up", () => {
    const { asks, answers, open, decided } = answered(record(STDOUT, HEAD_20));
    asks(record(2, ""));
    expect(open()).toMatchObject([{ end: "cancelled" }]);
    answers(end());
    expect(decided).toMatchObject([{ end: "cancelled" }]);
  });
});

describe("the side of the web server", () => {
  it("reads the answers", () => {
    const { asks, answers, decided } = listen("client");
    asks(request("GET", "/a"));
    answers((record(STDOUT, HEAD_20 + BODY_20) + end()).slice(0, 30), { asked: 4096 });
    answers((record(STDOUT, HEAD_20 + BODY_20) + end()).slice(30), { asked: 4096 });
    expect(decided).toMatchObject([{ end: "whole", request: { target: "/a" } }]);
  });
});
