import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";
import { quote } from "../../../src/tools/scrub/line/quoting.js";
import { scrubText } from "../../../src/tools/scrub/scrub-text.js";
import { budget } from "../../budget.js";

/** What goes over a connection, and how it is cut into calls and printed. */
const bodies = fc.string({
  minLength: 0,
  maxLength: 60,
  unit: fc.constantFrom("a", "7", "\r", "\n", ":", " ", "\0", '"', "\\", "é"),
});
const fields = fc.array(
  fc.constantFrom(
    "Server: nginx",
    "X-Key: 0\r\n1",
    "Set-Cookie: a=b; c",
    "connection: close",
    "Via:",
    "Upgrade: websocket",
    "no colon",
  ),
  { maxLength: 4 },
);
const framed = fc.record({ body: bodies, promised: fc.nat(80), isChunked: fc.boolean() });
const responses = fc
  .record({ status: fc.constantFrom("200 OK", "404 Nowhere", "204 No Content", "100 Continue", "500"), fields, framed })
  .map(({ status, fields, framed: { body, promised, isChunked } }) => {
    const framing = isChunked ? "Transfer-Encoding: gzip, chunked" : `Content-Length: ${promised}`;
    const sent = isChunked
      ? `${body.length.toString(16)};x=${promised}\r\n${body}\r\n0\r\nX-T: ${promised}\r\n\r\n`
      : body;
    return `HTTP/1.1 ${status}\r\n${[...fields, framing].join("\r\n")}\r\n\r\n${sent}`;
  });
const requests = fc
  .record({
    method: fc.constantFrom("GET", "HEAD", "POST", "CONNECT", "FROB"),
    target: fc.constantFrom(
      "/",
      "/a?b=c",
      "*",
      "http://h/p",
      "h:443",
      "/a b",
      "sip:a@h",
      "sess:7",
      "rtsp://h/p",
      "tel:",
    ),
    fields,
  })
  .map(
    ({ method, target, fields }) =>
      `${method} ${target} HTTP/1.1\r\n${fields.map((field) => `${field}\r\n`).join("")}\r\n`,
  );
const streams = (messages: fc.Arbitrary<string>) =>
  fc.array(messages, { minLength: 1, maxLength: 3 }).map((all) => all.join(""));

interface Printing {
  readonly cuts: readonly number[];
  readonly limit: number;
  readonly isHex: boolean;
  readonly shape: "write" | "writev" | "sendto";
}
const printings: fc.Arbitrary<Printing> = fc.record({
  cuts: fc.array(fc.nat(120), { maxLength: 4 }),
  limit: fc.constantFrom(8, 32, 4096),
  isHex: fc.boolean(),
  shape: fc.constantFrom("write", "writev", "sendto"),
});

function printed(bytes: string, { limit, isHex }: Printing): string {
  return quote(bytes.slice(0, limit), { isHex, isCut: bytes.length > limit });
}

function pieces(stream: string, cuts: readonly number[]): string[] {
  const at = [0, ...[...cuts].sort((one, other) => one - other), stream.length];
  return at.slice(1).flatMap((end, index) => stream.slice(at[index], end) || []);
}

function written(bytes: string, next: string, how: Printing): string {
  if (how.shape === "writev") {
    return `7 writev(5, [{iov_base=${printed(bytes, how)}, iov_len=${bytes.length}}, {iov_base=${printed(next, how)}, iov_len=${next.length}}], 2) = ${bytes.length}`;
  }
  const call = how.shape === "sendto" ? ["sendto", ", 0, NULL, 0"] : ["write", ""];
  return `7 ${call[0]}(5, ${printed(bytes, how)}, ${bytes.length}${call[1]}) = ${bytes.length}`;
}

const connections = fc
  .record({
    asked: streams(fc.oneof(requests, bodies)),
    answered: streams(fc.oneof(responses, bodies)),
    how: printings,
    ends: fc.boolean(),
  })
  .map(({ asked, answered, how, ends }) =>
    [
      "7 accept4(3, NULL, NULL, 0) = 5",
      ...pieces(asked, how.cuts).map((part) => `7 read(5, ${printed(part, how)}, 8192) = ${part.length}`),
      ...pieces(answered, how.cuts).map((part, index, all) => written(part, all[index + 1] ?? "", how)),
      ends ? "7 close(5) = 0" : "7 shutdown(5, SHUT_WR) = 0",
      "",
    ].join("\n"),
  );

const factsOf = (text: string) => {
  const { capture, summary, connections, findings } = analyzeText(text);
  const { servers: _addresses, ...counts } = summary;
  return {
    capture,
    counts,
    protocols: connections.map(({ protocol, role }) => [protocol, role]),
    exchanges: connections.flatMap(({ exchanges }) =>
      exchanges.map(({ calls: _calls, request, ...exchange }) => ({ ...exchange, asked: request?.method.length })),
    ),
    findings: findings.map(({ finding: { rule, line, evidence } }) => [rule.id, line, evidence]),
  };
};

/** What a program writes of a chunked body: parts that may be chunks, each call one or several of them. */
const chunkParts = fc.oneof(
  fc.constantFrom(
    "\r\n",
    "0\r\n\r\n",
    "0\r\n",
    "\r\n0\r\n\r\n",
    "5\r\n",
    "\r\n5\r\n",
    "c;x=1\r\n",
    "1f\r\n",
    "3c\r\n",
    "fffff\r\n",
  ),
  fc.constantFrom("HTTP/1.1 500 Oh\r\n\r\n", "HTTP/1.", "hello", "beef\r\n", "\r", "1", "12 lines\r\n"),
  fc.nat(70).map((length) => "x".repeat(length)),
  fc.nat(70).map((length) => `${length.toString(16)}\r\n${"x".repeat(length)}\r\n`),
);
const chunkedBodies = fc
  .record({
    head: fc.constantFrom("", "X: y\r\n", "X-Longer: than a string may be\r\n"),
    writes: fc.array(
      fc.record({
        parts: fc.array(chunkParts, { minLength: 1, maxLength: 3 }),
        isVector: fc.boolean(),
        left: fc.nat(12),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    limit: fc.constantFrom(8, 32, 4096),
    ends: fc.constantFrom("close", "shutdown", "kill"),
  })
  .map(({ head, writes, limit, ends }) => {
    const text = (bytes: string): string => printed(bytes, { cuts: [], limit, isHex: false, shape: "write" });
    const start = `HTTP/1.1 200 OK\r\n${head}Transfer-Encoding: chunked\r\n\r\n`;
    const calls = writes.map(({ parts, isVector, left }, index) => {
      const all = parts.join("");
      const result = ends === "kill" && index === writes.length - 1 ? "?" : all.length;
      if (!isVector) return `7 write(5, ${text(all)}, ${all.length + (left === 12 ? 9 : 0)}) = ${result}`;
      const buffers = parts.map((part) => `{iov_base=${text(part)}, iov_len=${part.length}}`).join(", ");
      return `7 writev(5, [${buffers}], ${parts.length}) = ${result}`;
    });
    return [
      "# strace -f -e trace=network,desc,process",
      "7 accept4(3, NULL, NULL, 0) = 5",
      '7 read(5, "GET / HTTP/1.1\\r\\n\\r\\n", 8192) = 18',
      `7 write(5, ${text(start)}, ${start.length}) = ${start.length}`,
      ...calls,
      { close: "7 close(5) = 0", shutdown: "7 shutdown(5, SHUT_WR) = 0", kill: "7 +++ killed by SIGKILL +++" }[ends],
      "",
    ].join("\n");
  });

/** Questions of uwsgi, also broken ones, which HTTP answers. */
const variables = fc.tuple(
  fc.constantFrom("REQUEST_METHOD", "REQUEST_METHOD", "REQUEST_URI", "QUERY_STRING", "HTTP_X_KEY", ""),
  fc.constantFrom("GET", "HEAD", "FROB", "get", "/a?b=c", "10 values\n", ""),
);
const uwsgi = fc
  .record({
    asked: fc.array(variables, { maxLength: 5 }),
    missing: fc.nat(6),
    how: printings,
    answer: fc.constantFrom("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", "\0\0answer"),
  })
  .map(({ asked, missing, how, answer }) => {
    const sized = (text: string): string => `${String.fromCharCode(text.length & 255, text.length >> 8)}${text}`;
    const packet = asked.map(([name, value]) => sized(name) + sized(value)).join("");
    const sent = `\0${sized(packet).slice(0, 2)}\0${packet}`;
    const shown = sent.slice(0, Math.max(4, sent.length - (missing > 3 ? 0 : missing)));
    return [
      "7 accept4(3, NULL, NULL, 0) = 5",
      ...pieces(shown, how.cuts).map((part) => `7 read(5, ${printed(part, how)}, 8192) = ${part.length}`),
      `7 write(5, ${printed(answer, { ...how, limit: 4096 })}, ${answer.length}) = ${answer.length}`,
      "7 close(5) = 0",
      "",
    ].join("\n");
  });

describe("whatever goes over a connection, however it is cut and printed", () => {
  test("the verdicts, the bytes and the findings stay", () => {
    fc.assert(
      fc.property(connections, (text) => {
        expect(factsOf(scrubText(text).text)).toEqual(factsOf(text));
      }),
      budget(200),
    );
  });

  test("the verdicts of chunked bodies stay, also of those that strace cut", () => {
    fc.assert(
      fc.property(chunkedBodies, (text) => {
        expect(factsOf(scrubText(text).text)).toEqual(factsOf(text));
      }),
      budget(500),
    );
  });

  test("what uwsgi asks for stays, as far as it decides a verdict", () => {
    fc.assert(
      fc.property(uwsgi, (text) => {
        expect(factsOf(scrubText(text).text)).toEqual(factsOf(text));
      }),
      budget(300),
    );
  });

  test("each line stays a line, and each string as long as it was", () => {
    fc.assert(
      fc.property(connections, (text) => {
        const lengths = (capture: string) => analyzeText(capture).capture.recordedWith;
        const scrubbed = scrubText(text).text;
        expect(scrubbed.split("\n")).toHaveLength(text.split("\n").length);
        expect(lengths(scrubbed)).toEqual(lengths(text)); // -s N, -x
      }),
      budget(100),
    );
  });
});
