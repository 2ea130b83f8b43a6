import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import type { ProbeOutcome } from "../../../src/tools/probe/outcome.js";
import type { ProbePlan } from "../../../src/tools/probe/plan.js";
import { probe } from "../../../src/tools/probe/run.js";
import { planOf, serve } from "./server.js";

type Answer = (socket: Socket, request: string) => void;

/** What one request to a server that answers so comes to. */
async function outcomeOf(answer: Answer, changes: Partial<ProbePlan> = {}): Promise<ProbeOutcome | undefined> {
  await using server = await serve(answer);
  return (await probe(planOf(`${server.url}/`, changes)))[0];
}

/** Sends `text`, then ends the stream. */
const say =
  (text: string): Answer =>
  (socket) =>
    void socket.end(text, "latin1");

const TEN = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
const CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

describe("how a body ends", () => {
  const short: Partial<ProbeOutcome> = { declaredBytes: 10, receivedBytes: 4, framing: "content-length", status: 200 };
  const cases: readonly (readonly [string, Answer, Partial<ProbeOutcome>])[] = [
    ["whole", say(`${TEN}0123456789`), { verdict: "complete", ending: "complete", receivedBytes: 10 }],
    ["a clean end of stream too early", say(`${TEN}0123`), { verdict: "truncated", ending: "eof", ...short }],
    [
      "a reset after four bytes, which the client had read",
      (socket) => {
        socket.write(`${TEN}0123`);
        setTimeout(() => socket.resetAndDestroy(), 100);
      },
      { verdict: "truncated", ending: "reset", error: "ECONNRESET", ...short },
    ],
    ["silence", (socket) => void socket.write(`${TEN}0123`), { verdict: "truncated", ending: "timeout", ...short }],
    ["a head without its end", say("HTTP/1.1 200 OK\r\nContent-"), { verdict: "truncated", ending: "eof" }],
    ["a last chunk", say(`${CHUNKED}4\r\n0123\r\n0\r\n\r\n`), { verdict: "complete", receivedBytes: 4 }],
    [
      "no last chunk",
      say(`${CHUNKED}4\r\n0123\r\n`),
      { verdict: "truncated", ending: "eof", framing: "chunked", receivedBytes: 4, declaredBytes: null },
    ],
    [
      "with the connection, and nothing shows whether it was whole",
      say("HTTP/1.1 200 OK\r\n\r\n0123"),
      { verdict: "undetermined", ending: "until-close", receivedBytes: 4 },
    ],
    ["beyond its length", say(`${TEN}0123456789ab`), { verdict: "complete", receivedBytes: 10, excessBytes: 2 }],
    ["before it began", say(""), { verdict: "failed", ending: "eof", status: null }],
    ["garbage", say("SSH-2.0-OpenSSH_9.2\r\n"), { verdict: "failed", ending: "malformed" }],
    [
      "another protocol",
      say("HTTP/1.1 101 Switching Protocols\r\n\r\n\x00\x01"),
      { verdict: "undetermined", ending: "tunnel" },
    ],
    [
      "after interim responses",
      say(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nContent-Length: 7\r\n\r\n${TEN}0123456789`),
      { verdict: "complete", status: 200, receivedBytes: 10 },
    ],
    ["after an interim response alone", say("HTTP/1.1 100 Continue\r\n\r\n"), { verdict: "failed", ending: "eof" }],
  ];
  test.each(cases)("%s", async (_what, answer, expected) => {
    expect(await outcomeOf(answer, { timeout: 0.5 })).toMatchObject(expected);
  });

  test("a reset that came while the client was waiting is no clean end, though bytes are left to read", async () => {
    const answer: Answer = (socket) => {
      socket.write(`${TEN}0123`);
      setTimeout(() => socket.resetAndDestroy(), 50);
    };
    expect(await outcomeOf(answer, { delay: 0.3 })).toMatchObject({ ending: "reset", error: "ECONNRESET", ...short });
  });

  test("a response to HEAD has no body, whatever its Content-Length", async () => {
    expect(await outcomeOf(say(TEN), { method: "HEAD" })).toMatchObject({ verdict: "complete", framing: "none" });
  });
});

describe("what is sent", () => {
  test("an upload of one chunk, and the half-close after it", async () => {
    let request = "";
    const outcome = await outcomeOf(
      (socket, first) => {
        request = first;
        socket.on("data", (more) => (request += more.toString("latin1")));
        socket.on("end", () => socket.end(`${TEN}0123456789`));
      },
      { method: "POST", upload: { framing: "chunked", bytes: 18 }, halfClose: true },
    );
    expect(outcome?.verdict).toBe("complete");
    expect(request).toMatch(/^POST \/ HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\nTransfer-Encoding: chunked\r\n\r\n/);
    expect(request.split("\r\n\r\n").slice(1).join("\r\n\r\n")).toBe(`12\r\n${"i".repeat(18)}\r\n0\r\n\r\n`);
  });

  test("an upload larger than any buffer arrives whole", async () => {
    let received = 0;
    const bytes = 5_000_000;
    const outcome = await outcomeOf(
      (socket, first) => {
        received = first.length - first.indexOf("\r\n\r\n") - 4;
        const count = (more: Buffer): void => {
          received += more.length;
          if (received === bytes) socket.end(`${TEN}0123456789`);
        };
        socket.on("data", count);
      },
      { method: "POST", upload: { framing: "content-length", bytes } },
    );
    expect(outcome).toMatchObject({ verdict: "complete", uploadError: null });
    expect(received).toBe(bytes);
  });

  test("an answer that comes before the upload was read is read all the same", async () => {
    const outcome = await outcomeOf(
      (socket) => {
        socket.pause();
        socket.write(`${TEN}0123456789`);
      },
      { method: "POST", upload: { framing: "content-length", bytes: 50_000_000 } },
    );
    expect(outcome).toMatchObject({ verdict: "complete", receivedBytes: 10 });
  });

  test("if the server refuses the rest of an upload, its answer is still read", async () => {
    await using server = await serve((socket) => {
      socket.pause();
      socket.write(`${TEN}0123`, () => socket.destroy());
    }, "unix");
    const upload = { framing: "content-length", bytes: 50_000_000 } as const;
    const [outcome] = await probe(planOf(`${server.url}/`, { method: "POST", upload, delay: 0.2 }));
    expect(outcome).toMatchObject({ verdict: "truncated", receivedBytes: 4 });
    expect(outcome?.uploadError).toMatch(/^(EPIPE|ECONNRESET)$/);
  });
});

describe("pace", () => {
  const BODY = 8_000_000;
  const large = (onFlushed: () => void): Answer => {
    return (socket) =>
      void socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${BODY}\r\n\r\n${"x".repeat(BODY)}`, onFlushed);
  };

  test("during the delay nothing is read, not even the head: the server's socket buffer fills", async () => {
    let flushedAt = 0;
    await using server = await serve(
      large(() => (flushedAt = performance.now())),
      "unix",
    );
    const since = performance.now();
    const [outcome] = await probe(planOf(`${server.url}/`, { delay: 0.4 }));
    expect(outcome).toMatchObject({ verdict: "complete", receivedBytes: BODY });
    expect(flushedAt - since).toBeGreaterThanOrEqual(395); // timers may be a few milliseconds early
  });

  test("a rate is never exceeded", async () => {
    await using server = await serve(
      large(() => {}),
      "unix",
    );
    const [outcome] = await probe(planOf(`${server.url}/`, { rate: BODY * 2 }));
    expect(outcome).toMatchObject({ verdict: "complete" });
    expect(outcome?.seconds).toBeGreaterThanOrEqual(0.45); // half a second, less the last pause and the slack
  });

  test("the probe's own pauses do not count towards the timeout", async () => {
    const outcome = await outcomeOf(say(`${TEN}0123456789`), { delay: 0.5, timeout: 0.3 });
    expect(outcome?.verdict).toBe("complete");
  });
});

describe("several requests", () => {
  test("are returned in the order of their numbers, however they end", async () => {
    let count = 0;
    await using server = await serve((socket) => {
      const received = count++ % 11;
      setTimeout(() => socket.end(TEN + "x".repeat(received)), 5 * (11 - received));
    });
    const outcomes = await probe(planOf(server.url, { requests: 22, concurrency: 8 }));
    expect(outcomes.map(({ number }) => number)).toEqual(Array.from({ length: 22 }, (_, index) => index + 1));
    expect(outcomes.filter(({ verdict }) => verdict === "complete")).toHaveLength(2);
    expect(outcomes.filter(({ verdict }) => verdict === "truncated")).toHaveLength(20);
  });

  test("run no more than so many at once", async () => {
    let open = 0;
    let most = 0;
    await using server = await serve((socket) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        socket.end(`${TEN}0123456789`);
      }, 20);
    });
    await probe(planOf(server.url, { requests: 12, concurrency: 3 }));
    expect(most).toBe(3);
  });

  test("end when the signal is aborted, and those that were over are kept", async () => {
    const interruption = new AbortController();
    let count = 0;
    await using server = await serve((socket) => {
      if (++count < 3) socket.end(`${TEN}0123456789`);
      else interruption.abort();
    });
    const outcomes = await probe(planOf(server.url, { requests: 9 }), { signal: interruption.signal });
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(["complete", "complete"]);
  });
});

describe("no connection", () => {
  test("no server listens: one error, however many requests were asked for", async () => {
    const server = await serve(() => {});
    await server[Symbol.asyncDispose]();
    await expect(probe(planOf(server.url, { requests: 1000 }))).rejects.toMatchObject({
      code: "cannot-connect",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  test("a Unix socket that is not there", async () => {
    await expect(probe(planOf("http+unix://%2Fnowhere%2Fa.sock/"))).rejects.toThrow("/nowhere/a.sock (ENOENT)");
  });

  test("a host without an address", async () => {
    await expect(probe(planOf("http://no-such-host.invalid/"))).rejects.toMatchObject({ code: "host-not-found" });
  });
});

test("a small receive buffer leaves more with the server", async () => {
  const BODY = 8_000_000;
  let handedOver = 0;
  await using server = await serve((socket) => {
    const piece = Buffer.alloc(16_384);
    const more = (): void => {
      while (!socket.writableNeedDrain && socket.writable && handedOver < BODY) {
        handedOver += piece.length;
        socket.write(piece);
      }
    };
    socket.on("drain", more);
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${BODY}\r\n\r\n`);
    more();
  });
  const handedOverAfter = async (rcvbuf: number): Promise<number> => {
    handedOver = 0;
    const interruption = new AbortController();
    setTimeout(() => interruption.abort(), 300);
    await probe(planOf(server.url, { delay: 10, rcvbuf }), { signal: interruption.signal });
    return handedOver;
  };
  expect(await handedOverAfter(4096)).toBeLessThan(await handedOverAfter(1_000_000));
});
