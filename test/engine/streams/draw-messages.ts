import fc from "fast-check";

/** Texts of HTTP messages, many of which are nearly right. */
const crlf = fc.oneof({ weight: 9, arbitrary: fc.constant("\r\n") }, fc.constantFrom("\n", "\r\n\r", "\n\r\n", "\r"));
const pad = fc.constantFrom(1, 1, 5, 20, 20, 300, 300, 2_000, 2_050).map((length) => "x".repeat(length));
const spaces = fc.constantFrom("", " ", " ", "\t", "  ", "\xa0", "\v");
const length = fc.oneof(
  fc.nat(40).map(String),
  fc.constantFrom("0", "00", "007", "5, 5", "5,6", "5,", "-1", "0x5", "9007199254740993", "1".repeat(30), "", "5 5"),
);
const coding = fc.constantFrom(
  "chunked",
  "Chunked",
  "gzip, chunked",
  "chunked, gzip",
  "chunked ",
  ",chunked",
  "",
  "gzip",
);
const option = fc.constantFrom(
  "close",
  "keep-alive",
  "Close",
  "Upgrade, close",
  "closed",
  "xclose",
  "Keep-Alive, x",
  "",
);

export const field = fc.oneof(
  { weight: 4, arbitrary: length.map((value) => `Content-Length: ${value}`) },
  { weight: 4, arbitrary: fc.tuple(spaces, coding).map(([space, value]) => `transfer-encoding:${space}${value}`) },
  { weight: 2, arbitrary: fc.tuple(spaces, option).map(([space, value]) => `Connection:${space}${value}`) },
  fc.constantFrom(
    "Upgrade: h2c",
    "upgrade:H2C ",
    "Upgrade: websocket",
    "Expect: 100-continue",
    "expect:100-Continue\t",
  ),
  fc.constantFrom("Host: a", "A:", "Content-Lengt: 5", "Content-Length : 5", "x", ": y", "Content-Length"),
  fc.constantFrom("Set-Cookie: a=truncated...", "X: cut here", "Y: \xe2\x80\xa6", "Etag: W/...", "Location: /snip/"),
  pad.map((value) => `Cookie: ${value}`),
);

const status = fc.constantFrom("200", "200", "200", "204", "304", "101", "100", "103", "199", "500", "2xx", "20");
const version = fc.oneof({ weight: 9, arbitrary: fc.constantFrom("1", "1", "0") }, fc.constantFrom("2", "", "x"));
const statusLine = fc
  .tuple(version, status, fc.constantFrom(" OK", "", " ", " \xa0", "x"))
  .map(([minor, code, reason]) => `HTTP/1.${minor} ${code}${reason}`);
const method = fc.constantFrom(
  "GET",
  "POST",
  "HEAD",
  "CONNECT",
  "M-SEARCH",
  "get",
  "G@T",
  "-X",
  "P",
  "ABCDEFGHIJKLMNOPQ",
);
const target = fc.constantFrom("/", "*", "/a?b=...", "http://a/", "sip:a@b", "a.b:443", "rtsp://c", "\xa0", "", "/x y");
const requestLine = fc.tuple(method, target, version).map(([word, path, minor]) => `${word} ${path} HTTP/1.${minor}`);

const lines = fc.array(
  fc.tuple(field, crlf).map((parts) => parts.join("")),
  { maxLength: 5 },
);
const headFrom = (line: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(line, crlf, lines, fc.oneof({ weight: 6, arbitrary: fc.constant("\r\n") }, crlf))
    .map(([first, end, fields, last]) => first + end + fields.join("") + last);

export const responseHead = headFrom(statusLine);
export const requestHead = headFrom(requestLine);

const data = fc.oneof(
  fc.nat(30).map((count) => "d".repeat(count)),
  fc.constantFrom("\r\n", "0\r\n\r\n", "5\r\n", "HTTP/1.1 200 OK\r\n", "...", "a: b\r\n", "GET / HTTP/1.1\r\n"),
  fc.constantFrom(300, 2_048, 3_000).map((count) => "\x01z".repeat(count / 2)),
);
const extension = fc.constantFrom("", "", "", ";x=y", " ", "\t;", " x", "\xa0");
const chunk = fc
  .tuple(data, extension, fc.constantFrom(0, 0, 0, 0, 1, -1), fc.constantFrom("", "", "0", "00"))
  .map(
    ([body, more, wrong, zeros]) => `${zeros}${Math.max(0, body.length + wrong).toString(16)}${more}\r\n${body}\r\n`,
  );
const lastChunk = fc.constantFrom("0\r\n\r\n", "0\r\n\r\n", "000\r\n\r\n", "0;a\r\nb: c\r\nd:\r\n\r\n", "0\n\n", "");
const hugeChunk = fc.constantFrom(
  "fffffffffffff\r\nx",
  `${"f".repeat(17)}\r\n`,
  `${"8".repeat(300)}\r\n`,
  "1fffffffffffff8\r\nd",
);

export const chunks = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(fc.array(chunk, { maxLength: 4 }), lastChunk).map(([all, end]) => all.join("") + end),
  },
  hugeChunk,
);
const body = fc.oneof(data, chunks);

/** A message whose framing is that of its body. */
const framed = fc.oneof(
  data.map((text) => `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`),
  chunks.map((text) => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${text}`),
  fc.constantFrom(
    "HTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nabcd",
  ),
);
const asked = fc.oneof(
  data.map((text) => `POST /p HTTP/1.1\r\nContent-Length: ${text.length}\r\n\r\n${text}`),
  chunks.map((text) => `PUT / HTTP/1.1\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n${text}`),
  fc.constant("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
);

const noise = fc.oneof(fc.constantFrom("\r\n", "H", "HTTP", "HTTP/1", "\n", "..."), data);
const mixed = fc.tuple(responseHead, body).map((parts) => parts.join(""));
const mixedRequest = fc.tuple(requestHead, body).map((parts) => parts.join(""));

/** Some characters at a place are others. */
interface Mutation {
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  deleted: fc.nat(3),
  inserted: fc.constantFrom("", "\r", "\n", "\r\n", "0", "H", " ", ":", "\0", "...", "5\r\n"),
});

function mutated(text: string, mutations: readonly Mutation[]): string {
  return mutations.reduce((so, { at, deleted, inserted }) => {
    const place = at % (so.length + 1);
    return so.slice(0, place) + inserted + so.slice(place + deleted);
  }, text);
}

const mutations = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Mutation[]>([]) },
  { weight: 1, arbitrary: fc.array(mutation, { maxLength: 3 }) },
);

function streamOf(one: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(one, { minLength: 1, maxLength: 4 }), mutations)
    .map(([all, some]) => mutated(all.join(""), some));
}

/** The bytes of one direction. */
export const responses = streamOf(
  fc.oneof({ weight: 6, arbitrary: framed }, { weight: 3, arbitrary: mixed }, { weight: 1, arbitrary: noise }),
);
export const requests = streamOf(
  fc.oneof({ weight: 4, arbitrary: asked }, { weight: 3, arbitrary: mixedRequest }, { weight: 1, arbitrary: noise }),
);
