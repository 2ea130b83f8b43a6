import fc from "fast-check";

/** A request and its response, as texts with one character for each byte. */
export interface DrawnExchange {
  readonly request: string;
  readonly response: string;
}

const oneOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const often = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));

/** A body, and the fields that say how long it is. */
interface DrawnBody {
  readonly fields: string;
  readonly bytes: string;
}

const size = fc.oneof({ weight: 3, arbitrary: fc.nat(90) }, fc.nat(4_000), fc.constantFrom(0, 1, 255, 256, 4096));
const bytesOf = (length: number, pattern: string): string =>
  pattern.repeat(length / pattern.length + 1).slice(0, length);
const pattern = oneOf(
  "x",
  "ab\n",
  "0\r\n\r\n",
  "HTTP/1.1 200 OK\r\n",
  "\u0000\u00ff",
  "a\r\n5\r\n",
  "GET / HTTP/1.1\r\n",
);

const counted: fc.Arbitrary<DrawnBody> = fc
  .tuple(size, often(0, 1, -1, 40), oneOf("Content-Length: ", "content-length:", "Content-Length:\t"), pattern)
  .map(([length, excess, name, filling]) => ({
    fields: `${name}${length}\r\n`,
    bytes: bytesOf(Math.max(0, length + excess), filling),
  }));

const chunked: fc.Arbitrary<DrawnBody> = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(80), pattern), { maxLength: 4 }),
    oneOf("", ";a=b", " ", ';q="\\""'),
    often("0\r\n\r\n", "0\r\nX-Trailer: 1\r\n\r\n", "", "0\r\n", "000\r\n\r\n", "zz\r\n"),
  )
  .map(([chunks, extension, end]) => ({
    fields: "Transfer-Encoding: chunked\r\n",
    bytes: `${chunks
      .filter(([length]) => length > 0)
      .map(([length, filling]) => `${length.toString(16)}${extension}\r\n${bytesOf(length, filling)}\r\n`)
      .join("")}${end}`,
  }));

const unframed: fc.Arbitrary<DrawnBody> = fc
  .tuple(size, pattern)
  .map(([length, filling]) => ({ fields: "", bytes: bytesOf(length, filling) }));
const broken: fc.Arbitrary<DrawnBody> = fc
  .tuple(
    oneOf(
      ...["Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: -1\r\n", "Content-Length: 5, 5\r\n"],
      ...["Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: gzip\r\n", "Content-Length: 12...\r\n"],
      ...["Transfer-Encoding: gzip, chunked\r\nContent-Length: 3\r\n", "content-length: 4<snip>\r\n", "[...]\r\n"],
    ),
    size,
  )
  .map(([fields, length]) => ({ fields, bytes: bytesOf(length, "z") }));

const body = fc.oneof(
  { weight: 5, arbitrary: counted },
  { weight: 4, arbitrary: chunked },
  { weight: 1, arbitrary: unframed },
  { weight: 1, arbitrary: broken },
);
const others = fc
  .array(
    oneOf(
      ...["Host: a.example\r\n", "Connection: close\r\n", "Connection: keep-alive\r\n", "Server: x\r\n"],
      ...["X-Long: ", "Expect: 100-continue\r\n", "Upgrade: websocket\r\n", " folded\r\n", "Date: ...\r\n"],
    ).map((field) => (field === "X-Long: " ? `X-Long: ${"v".repeat(300)}\r\n` : field)),
    { maxLength: 3 },
  )
  .map((fields) => fields.join(""));

const request = fc
  .tuple(
    often("GET", "POST", "HEAD", "OPTIONS", "CONNECT", "M-SEARCH", "get", "PUT"),
    often("/", "/a?b=c", "*", "http://a.example/x", "a.example:443", "sip:a@b", `/${"p".repeat(90)}`),
    often(" HTTP/1.1\r\n", " HTTP/1.0\r\n", " HTTP/1.1\n", "\r\n", " HTTP/2.0\r\n"),
    others,
    fc.oneof({ weight: 3, arbitrary: fc.constant<DrawnBody>({ fields: "", bytes: "" }) }, body),
    often("", "\r\n", "PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n"),
  )
  .map(([method, target, version, fields, { fields: framing, bytes }, before]) => {
    return `${before}${method} ${target}${version}${fields}${framing}\r\n${bytes}`;
  });

const status = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("200 OK", "404 Not Found", "500 Oops") },
  fc.constantFrom("204 No Content", "304 Not Modified", "100 Continue", "101 Switching Protocols", "103 Early", "99 ?"),
);
const response = fc
  .tuple(often("HTTP/1.1 ", "HTTP/1.0 ", "HTTP/1.1  ", "http/1.1 "), status, oneOf("\r\n", "\r\n", "\n"), others, body)
  .map(([version, code, end, fields, { fields: framing, bytes }]) => {
    return `${version}${code}${end}${fields}${framing}${end}${bytes}`;
  });
const interim = often("", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n");
const raw = oneOf(
  "\u0016\u0003\u0001\u0000\u0005hello",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "+OK\r\n",
  "\u0000\u0005\u0000\u0000abcde",
  "",
);

export const drawnExchange: fc.Arbitrary<DrawnExchange> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      request,
      response: fc.tuple(interim, response).map((texts) => texts.join("")),
    }),
  },
  fc.record({ request: raw, response: fc.oneof(response, raw) }),
);
