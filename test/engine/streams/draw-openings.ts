import fc from "fast-check";
import { requests, responses } from "./draw-messages.js";

/** A string with its length in front, as uwsgi sends it. */
const counted = (text: string): string => String.fromCharCode(text.length % 256, text.length >> 8) + text;

const variable = fc.tuple(
  fc.constantFrom("REQUEST_METHOD", "REQUEST_URI", "A", ""),
  fc.constantFrom("GET", "POST", "", "/", "/a b", "get", "x".repeat(300)),
);
const uwsgi = fc
  .tuple(fc.array(variable, { maxLength: 5 }), fc.constantFrom(0, 0, 0, 1, -3, 40), fc.constantFrom(0, 0, 5))
  .map(([all, wrong, modifier]) => {
    const vars = all.flat().map(counted).join("");
    return `${String.fromCharCode(modifier) + counted("x".repeat(Math.max(0, vars.length + wrong))).slice(0, 2)}\0${vars}`;
  });

const proxy = fc.oneof(
  fc.constantFrom(
    "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n",
    "PROXY UNKNOWN\r\n",
    "PROXY TCP5 \r\n",
    "PROXY TCP6 a\n",
    "PROXY TCP4",
  ),
  fc.nat(40).map((size) => `\r\n\r\n\0\r\nQUIT\n\x21\x11${String.fromCharCode(0, size)}${"a".repeat(size)}`),
  fc.constantFrom("\r\n\r\n\0\r\nQUIT\n!\x11\x01\x02", "\r\n\r\n\0\r\nQUIT\n!", "\r\n\r\n\0\r\nQUITx"),
);

const tls = fc
  .tuple(fc.integer({ min: 19, max: 24 }), fc.nat(4), fc.nat(5), fc.nat(66), fc.nat(255))
  .map((numbers) => `${String.fromCharCode(...numbers)}${"t".repeat(9)}`);

const others = fc.constantFrom(
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "PRI * HT",
  "OPTIONS sip:a@192.0.2.1 SIP/2.0\r\n",
  "DESCRIBE rtsp://a/ RTSP/1.0\r\n",
  "Setup RTSPU:a",
  "GET urn:/a",
  "GET urn:",
  "GET urn:x",
  "CONNECT a:443",
  "connect a:443 ",
  "connecT abcdefghijklmnopqrstuvwxyz:x",
  "GET abcdefghijklmnopqrst:x",
  "GET abcdefghijklmnopqrstu:x",
  "ABCDEFGHIJKLMNOPQRST /",
  "ABCDEFGHIJKLMNOPQRSTU /",
  "GET",
  "GE",
  "get /",
  "\r\n\n",
  "\r\nGET / HTTP/1.9\r\n",
  "GET / HTTP/1.1",
  "GET / HTTP/1.1 \r\n",
  "GET \xa0 HTTP/1.1\r\n",
  "*1\r\n$4\r\nPING\r\n",
  "HTT",
  "HTTP/1.",
  "HTTP/2 200\r\n",
);

const long = fc.constantFrom(3_000, 8_190, 8_200, 70_000).map((count) => `GET /${"a".repeat(count)} HTTP/1.1\r\n`);

/** The first bytes of a connection. */
export const openings = fc.oneof(
  { weight: 3, arbitrary: others },
  { weight: 2, arbitrary: fc.oneof(requests, responses) },
  { weight: 2, arbitrary: fc.tuple(proxy, requests).map((parts) => parts.join("")) },
  { weight: 2, arbitrary: uwsgi },
  tls,
  long,
  proxy,
  fc.string({ unit: "binary-ascii", maxLength: 6 }),
);
