import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOfText } from "../../../src/core/analysis/lines-of-text.js";
import { analyzeText } from "../../../src/index.js";
import type { Digest } from "../../../src/tools/scrub/digest.js";
import { Learner } from "../../../src/tools/scrub/learner.js";
import { huffmanCode } from "../../../src/tools/scrub/protocols/huffman-writer.js";
import { Pseudonyms } from "../../../src/tools/scrub/pseudonyms.js";
import { scrubText } from "../../../src/tools/scrub/scrub-text.js";
import { budget } from "../../budget.js";
import * as made from "../../conversations.js";
import { octal, serverOf } from "../../conversations.js";

const UPGRADE = (secret: string, to: string): string =>
  `GET /${secret} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: ${to}\r\n\r\n`;
const SWITCHED = (to: string): string =>
  `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${to}\r\n\r\n`;

const request = (secret: string) =>
  [
    [":method", "GET"],
    [":scheme", "http"],
    [":path", `/${secret}?${secret}`],
    [":authority", secret],
    ["cookie", secret],
    [`x-${secret.toLowerCase()}`, "1"],
  ] as const;
const response = (secret: string, length: number) =>
  [
    [":status", "200"],
    ["content-length", String(length)],
    ["etag", secret],
    [secret.toLowerCase(), secret],
  ] as const;

function http2(secret: string, isHuffman: boolean) {
  const { DATA, END_HEADERS, END_STREAM, HEADERS, SETTINGS, headerBlock, http2Frame } = made;
  const asked = http2Frame(HEADERS, END_HEADERS | END_STREAM, 1, headerBlock(request(secret), isHuffman));
  const head = http2Frame(HEADERS, END_HEADERS, 1, headerBlock(response(secret, secret.length + 9), isHuffman));
  const ping = http2Frame(6, 0, 0, secret.slice(0, 8));
  const goAway = http2Frame(7, 0, 0, `\0\0\0\x01\0\0\0\0${secret}`);
  return serverOf(
    ["read", made.PREFACE + http2Frame(SETTINGS, 0, 0, "") + asked + ping],
    ["write", http2Frame(SETTINGS, 0, 0, "") + head + http2Frame(DATA, END_STREAM, 1, secret)],
    ["write", goAway],
  );
}

/** Connections that hold a secret wherever one may be. Each makes a message that is judged. */
const CONVERSATIONS: Readonly<Record<string, (secret: string) => string>> = {
  "TLS: names, random numbers, what is encrypted": (s) =>
    serverOf(
      ["read", made.clientHello(`${s}.example`, ["h2", s], s.padEnd(32, "z").slice(0, 32))],
      ["write", made.serverHello(s, s.padEnd(32, "z").slice(0, 32)) + made.tlsRecord(23, s)],
      ["read", made.tlsRecord(20, "\x01") + made.tlsRecord(23, s) + made.tlsRecord(23, s)],
      ["write", made.tlsRecord(23, s) + made.tlsRecord(23, s)],
      ["write", made.tlsRecord(23, `${s}${s}`).slice(0, -3)],
    ),
  "TLS that was not read from its beginning": (s) =>
    [
      `7 read(5<TCP:[127.0.0.1:443->127.0.0.1:5555]>, "${octal(made.tlsRecord(23, s))}", 900) = ${s.length + 5}`,
      `7 write(5<TCP:[127.0.0.1:443->127.0.0.1:5555]>, "${octal(made.tlsRecord(23, s))}", ${s.length + 5}) = ${s.length + 5}`,
      "7 close(5) = 0",
      "",
    ].join("\n"),
  "FastCGI: parameters, a head, a body, what goes to the log, padding": (s) =>
    serverOf(
      [
        "read",
        made.fastcgiRecord(1, "\0\x01\0\0\0\0\0\0") +
          made.fastcgiRecord(
            4,
            made.params({ REQUEST_METHOD: "POST", REQUEST_URI: `/${s}`, HTTP_COOKIE: s.repeat(8), [s]: s }),
            s.slice(0, 7),
          ) +
          made.fastcgiRecord(4, "") +
          made.fastcgiRecord(5, s),
      ],
      [
        "write",
        made.fastcgiRecord(
          6,
          `Status: 404 ${s}\r\nContent-Length: 99\r\nSet-Cookie: ${s}\r\nX-${s}: 1\r\n\r\n${s}`,
          s.slice(0, 5),
        ) +
          made.fastcgiRecord(7, s) +
          made.fastcgiRecord(3, "\0\0\0\0\0\0\0\0"),
      ],
    ),
  "SCGI: variables, a head, a body": (s) =>
    serverOf(
      [
        "read",
        made.netstring({ CONTENT_LENGTH: "9", SCGI: "1", REQUEST_METHOD: "GET", REQUEST_URI: `/${s}`, [s]: s }) + s,
      ],
      ["write", `Status: 200 OK\r\nContent-Length: 99\r\nETag: ${s}\r\n\r\n${s}`],
    ),
  "HTTP/2: fields, data, opaque numbers, a text for debugging": (s) => http2(s, false),
  "HTTP/2 with Huffman codes": (s) => http2(s, true),
  "HTTP/2 after an upgrade": (s) =>
    serverOf(
      ["read", UPGRADE(s, "h2c")],
      [
        "write",
        SWITCHED("h2c") +
          made.http2Frame(4, 0, 0, "") +
          made.http2Frame(1, 4, 1, made.headerBlock(response(s, 99), true)) +
          made.http2Frame(0, 0, 1, s),
      ],
      ["read", `${made.PREFACE}${made.http2Frame(4, 0, 0, "")}`],
    ),
  "WebSocket: messages and masking keys": (s) =>
    serverOf(
      ["read", UPGRADE(s, "websocket")],
      ["write", SWITCHED("websocket") + made.webSocketFrame(1, s)],
      ["read", made.webSocketFrame(1, s, s.slice(0, 4))],
      ["write", made.webSocketFrame(2, `${s}${"y".repeat(200)}`).slice(0, 99)],
    ),
  "Redis: keys, values, errors": (s) =>
    serverOf(
      ["read", `*2\r\n$3\r\nGET\r\n$${s.length}\r\n${s}\r\n`],
      ["write", `-ERR ${s}\r\n+${s}\r\n*2\r\n$${s.length}\r\n${s}\r\n:12345678\r\n$99\r\n${s}`],
    ),
  "Redis: a command that it does not have": (s) =>
    serverOf(["read", `*1\r\n$${s.length}\r\n${s}\r\n`], ["write", `$99\r\n${s}`]),
  "memcached: keys, values, errors": (s) =>
    serverOf(
      ["read", `get ${s} ${s}2\r\n`],
      ["write", `VALUE ${s} 0 ${s.length}\r\n${s}\r\nEND\r\nSERVER_ERROR ${s}\r\nVALUE ${s} 0 99\r\n${s}`],
    ),
  "memcached: binary": (s) =>
    serverOf(["read", made.memcachedPacket(0x80, s, s)], ["write", made.memcachedPacket(0x81, s, s).slice(0, -2)]),
};

/** At least four letters that no public word has, and short enough for one byte of length. */
const secrets = fc.stringMatching(/^[A-Z][a-z]{3}[A-Za-z0-9]{8,20}[a-z]{2}$/);

/** The bytes of all strings of a capture. */
function bytesOf(capture: string): string {
  const strings = capture.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  const unquoted = (text: string): string =>
    text
      .slice(1, -1)
      .replace(/\\(?:([0-7]{1,3})|x([0-9a-f]{2})|(.))/g, (_all, octalDigits, hexDigits, char: string) =>
        octalDigits
          ? String.fromCharCode(Number.parseInt(octalDigits, 8))
          : hexDigits
            ? String.fromCharCode(Number.parseInt(hexDigits, 16))
            : ({ n: "\n", r: "\r", t: "\t", v: "\v", f: "\f" }[char] ?? char),
      );
  return strings.map(unquoted).join("\n");
}

function digestOf(capture: string): Digest {
  const learner = new Learner(new Pseudonyms(), "text");
  linesOfText(capture, (bytes, start, end, pid, isCut) => learner.line(bytes, start, end, pid, isCut));
  return learner.finish().digest;
}

describe.each(Object.entries(CONVERSATIONS))("%s", (name, lines) => {
  test("no secret survives, as it is or Huffman-coded, and nothing is judged otherwise", () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(bytesOf(lines(secret))).toContain(secret.slice(0, 6));
        const { text, before, secrets: searched } = scrubText(lines(secret));
        const bytes = bytesOf(text);
        const parts = [secret, secret.slice(0, 6), secret.slice(-6), secret.toLowerCase()];
        for (const part of parts) expect(bytes).not.toContain(part);
        expect(bytes).not.toContain(huffmanCode(secret).slice(0, -1));
        for (const other of searched) expect(text).not.toContain(other);
        expect(before.equals(digestOf(text))).toBe(true);
      }),
      budget(20),
    );
  });

  test("it is read as this protocol, before and after", () => {
    const protocol = { TLS: "tls", FastCGI: "fastcgi", SCGI: "scgi", "HTTP/2": "http/2", WebSocket: "websocket" };
    const [word = ""] = /^[\w/]+/.exec(name) ?? [];
    const expected = { ...protocol, Redis: "resp", memcached: "memcached" }[word];
    for (const capture of [lines("Secretword99xy"), scrubText(lines("Secretword99xy")).text]) {
      const { connections } = analyzeText(capture);
      expect(connections.map((connection) => connection.protocol)).toEqual([expected]);
    }
  });
});
