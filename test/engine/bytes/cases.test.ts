import { describe, expect, test } from "vitest";
import { newAnalyzer } from "../../../src/capture/follow.js";
import { scanInto } from "../../../src/capture/scan.js";
import type { AnalysisListener } from "../../../src/core/analysis/analyzer.js";
import type { DataEvent, Exchange } from "../../../src/core/protocols/exchange.js";
import type { SocketEvent, WriteEvent } from "../../../src/core/sockets/event.js";
import { reportedBy } from "./reported.js";
import { same } from "./same.js";

const OPEN = '10 accept4(3, NULL, NULL, 0) = 5\n10 read(5, "GET /a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", 8192) = 28\n';
const HEAD = "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\n";
const CHUNKED = "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n";
const ANSWER = `10 write(5, "${HEAD}hello", 43) = 43\n`;
const CLOSE = "10 close(5) = 0\n";

/** How the engine classifies the bytes of each call, as text. */
function classesOf(text: string): string[] {
  same(text);
  return reportedBy("engine", text).taken.map(({ taken }) => taken.map(({ as, bytes }) => `${as} ${bytes}`).join(", "));
}

describe("how the bytes of a call were classified", () => {
  test("a head and a body, which one call may hold", () => {
    expect(classesOf(OPEN + ANSWER)).toEqual(["head 28", "head 38, fixed 5"]);
  });

  test("a head in two calls: what is seen of it before it is sure is part of it", () => {
    const text = '10 write(5, "HT", 2) = 2\n10 write(5, "TP/1.1 204 No Content\\r\\n\\r\\n", 25) = 25\n';
    expect(classesOf(OPEN + text).slice(1)).toEqual(["head 2", "head 25"]);
  });

  test("chunks, to the last one", () => {
    const body = `10 write(5, "${CHUNKED}5\\r\\nhello\\r\\n0\\r\\n\\r\\n", 62) = 62\n`;
    expect(classesOf(OPEN + body)[1]).toBe(
      "head 47, chunk-size 3, chunk-data 5, chunk-end 2, chunk-size 3, trailers 2",
    );
  });

  test("the header of a proxy, in front of a request", () => {
    const text =
      '10 accept4(3, NULL, NULL, 0) = 5\n10 read(5, "PROXY TCP4 1.1.1.1 2.2.2.2 1 2\\r\\nGET / HTTP/1.1\\r\\n\\r\\n", 99) = 50\n';
    expect(classesOf(text)).toEqual(["proxy-header 32, head 18"]);
  });

  test("a call on a socket that is no connection yet", () => {
    expect(classesOf('10 write(5, "hello", 5) = 5\n')).toEqual(["start 5"]);
  });

  test("a write that never returned: what it offered would be the rest of the body", () => {
    const text = `10 write(5, "${HEAD}he", 40) = 40\n10 write(5, "llo", 3 <unfinished ...>\n10 +++ killed by SIGKILL +++\n`;
    expect(classesOf(OPEN + text).slice(1)).toEqual(["head 38, fixed 2", "fixed 3"]);
  });

  test("a second one: where its bytes would stand is not known", () => {
    const lines = ["10", "11"].map((pid) => `${pid} write(5, "llo", 3 <unfinished ...>\n`);
    const ends = ["10", "11"].map((pid) => `${pid} <... write resumed>) = ?\n`);
    const text = `10 write(5, "${HEAD}he", 40) = 40\n${[...lines, ...ends].join("")}`;
    expect(classesOf(`10 clone(flags=CLONE_VM|CLONE_FILES|CLONE_THREAD) = 11\n${OPEN}${text}`).slice(2)).toEqual([
      "fixed 3",
      "",
    ]);
  });

  test("a count that cannot be trusted adds nothing to the call that follows", () => {
    const text =
      `10 clone(flags=CLONE_VM|CLONE_FILES|CLONE_THREAD) = 11\n${OPEN}` +
      `11 write(5, "${HEAD}hello", 43) = 40\n11 +++ killed by SIGKILL +++\n10 write(5, "llo", 3) = 3\n`;
    expect(classesOf(text).slice(1)).toEqual(["head 38, fixed 2", "fixed 3"]);
  });
});

/** What a listener hears of a capture whose sockets the engine follows. */
function heard(text: string, wantsBytes?: boolean) {
  const order: string[] = [];
  const events: SocketEvent[] = [];
  const exchanges: Exchange[] = [];
  const bytes: DataEvent[] = [];
  const onBytes = (event: DataEvent): void => {
    order.push(`bytes ${event.kind}`);
    bytes.push(event);
  };
  const listener: AnalysisListener = {
    onEvent: (_connection, event) => {
      order.push(`event ${event.kind}`);
      events.push(event);
    },
    onExchange: (_connection, exchange) => {
      order.push("exchange");
      exchanges.push(exchange);
    },
    ...(wantsBytes === undefined && { onBytes }),
  };
  const { analyzer, reader } = newAnalyzer(listener, {}, wantsBytes);
  const lines = scanInto("capture", reader);
  lines.push(Buffer.from(text, "latin1"));
  lines.finish();
  analyzer.finish("capture");
  return { order, events, exchanges, bytes };
}

describe("what a listener hears that looks at bytes", () => {
  test("first what a call decided, then its bytes, then the call", () => {
    expect(heard(OPEN + ANSWER + ANSWER + CLOSE).order.slice(3)).toEqual([
      ...["bytes write", "event write", "exchange", "bytes write", "event write", "exchange", "event end"],
    ]);
  });

  test("one object for each call, whoever refers to it", () => {
    const { events, exchanges, bytes } = heard(OPEN + ANSWER + CLOSE);
    const write = events.find(({ kind }) => kind === "write");
    expect(exchanges[0]?.calls.head).toBe(write);
    expect(exchanges[0]?.calls.lastAccepted).toBe(write);
    expect(bytes[1]).toBe(write);
  });

  test("one object for each socket, which says at last what it said before it was forgotten", () => {
    const reused = OPEN + ANSWER + CLOSE;
    const { events } = heard(reused + reused);
    const sockets = new Set(events.map(({ socket }) => socket));
    expect([...sockets].map(({ fd, origin, hasCarried }) => ({ fd, origin, hasCarried }))).toEqual([
      { fd: 5, origin: "accept", hasCarried: true },
      { fd: 5, origin: "accept", hasCarried: true },
    ]);
    expect(new Set([...sockets].map(({ id }) => id)).size).toBe(2);
  });

  test("bytes that may be read when the capture is over", () => {
    const many = Array.from({ length: 300 }, (_, index) => OPEN + ANSWER.replace("hello", `${1000 + index}!`) + CLOSE);
    const writes = heard(many.join("")).events.filter((event): event is WriteEvent => event.kind === "write");
    expect(writes.map(({ pieces }) => pieces[0]?.seen.slice(-5))).toEqual(writes.map((_, index) => `${1000 + index}!`));
    expect(writes.length).toBe(300);
  });

  test("what a person left of a string, and by how much a string differs from its count", () => {
    const left = `10 write(5, "HTTP/1.1 200 OK\\r\\n<snip>", 90) = 90\n10 write(5, "abc", 2) = 2\n`;
    const [cut, long] = heard(OPEN + left)
      .bytes.slice(1)
      .map(({ pieces }) => pieces[0]);
    expect(cut).toMatchObject({
      seen: "HTTP/1.1 200 OK\r\n",
      elided: "HTTP/1.1 200 OK\r\n<snip>",
      length: 90,
      misfit: 67,
    });
    expect(long).toMatchObject({ seen: "ab", length: 2, misfit: 1 });
  });

  test("what a write offered that never returned", () => {
    const text = `10 write(5, "${HEAD}hello", 43 <unfinished ...>\n10 +++ killed by SIGKILL +++\n`;
    const write = heard(OPEN + text).bytes[1] as WriteEvent;
    expect([write.pieces, write.offered?.map(({ length }) => length)]).toEqual([[], [43]]);
  });
});

test("who does not ask for bytes gets none", () => {
  const { order, events, exchanges } = heard(OPEN + ANSWER + CLOSE, false);
  expect(order).toEqual(["event open", "event read", "event write", "exchange", "event end"]);
  expect(events[2]).toMatchObject({ accepted: 43, pieces: [], offered: null });
  expect(exchanges[0]?.calls.head?.pieces).toEqual([]);
});
