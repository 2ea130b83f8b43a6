import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";
import { maskCgiHead } from "../../../src/tools/scrub/protocols/cgi-head.js";
import { Pseudonyms } from "../../../src/tools/scrub/pseudonyms.js";
import { scrubText } from "../../../src/tools/scrub/scrub-text.js";
import * as made from "../../conversations.js";
import { octal, serverOf } from "../../conversations.js";

const verdictsOf = (text: string) =>
  analyzeText(text).connections.flatMap(({ exchanges }) => exchanges.map(({ verdict, message }) => [verdict, message]));

describe("of TLS", () => {
  const finished = made.tlsRecord(20, "\x01") + made.tlsRecord(22, "f".repeat(40));
  const connection = (host: string, protocols: readonly string[]): string =>
    serverOf(
      ["read", made.clientHello(host, protocols)],
      ["write", made.serverHello("h2")],
      ["read", finished + made.tlsRecord(23, "q".repeat(60))],
      ["write", finished + made.tlsRecord(23, "x".repeat(500))],
    );

  test("server names become others, the same by the same; known names of protocols stay", () => {
    const hosts = ["shop.example", "pay.example", "shop.example"];
    const { connections } = analyzeText(
      scrubText(hosts.map((host) => connection(host, ["h2", "own/7"])).join("")).text,
    );
    expect(connections.map(({ tls }) => tls?.serverName)).toEqual(["h1xxxxxxxxxx", "h2xxxxxxxxx", "h1xxxxxxxxxx"]);
    expect(connections.map(({ tls }) => tls?.applicationProtocols[0])).toEqual(["h2", "h2", "h2"]);
  });

  test("the head of an alert that the kernel refused stays: the close would mean something else without it", () => {
    const alert = octal(made.tlsRecord(21, "a".repeat(26)));
    const refused = `7 write(5, "${alert}", 31) = -1 EAGAIN (Resource temporarily unavailable)\n7 close(5) = 0\n`;
    const text = connection("shop.example", ["h2"]).replace("7 close(5) = 0\n", refused);
    const scrubbed = scrubText(text).text;
    expect(scrubbed).toMatch(/write\(5, "\\25\\3\\3\\0\\32\.{26}", 31\) = -1 EAGAIN/);
    expect(verdictsOf(scrubbed)).toEqual(verdictsOf(text));
  });
});

describe("of HTTP/2", () => {
  const { DATA, END_HEADERS, END_STREAM, HEADERS, SETTINGS, headerBlock, http2Frame } = made;
  const ask = (stream: number, path: string): string => {
    const block = headerBlock(
      [
        [":method", "GET"],
        [":path", path],
        ["cookie", "id=1"],
      ],
      true,
    );
    return http2Frame(HEADERS, END_HEADERS | END_STREAM, stream, block);
  };
  const answer = (stream: number): string => {
    const block = headerBlock(
      [
        [":status", "404"],
        ["content-length", "3"],
        ["server", "own"],
      ],
      true,
    );
    return http2Frame(HEADERS, END_HEADERS, stream, block) + http2Frame(DATA, END_STREAM, stream, "no!");
  };
  const paths = ["/orders/4711", "/orders/4712", "/orders/4711"];
  const text = serverOf(
    [
      "read",
      made.PREFACE + http2Frame(SETTINGS, 0, 0, "") + paths.map((path, index) => ask(2 * index + 1, path)).join(""),
    ],
    ["write", http2Frame(SETTINGS, 0, 0, "") + paths.map((_, index) => answer(2 * index + 1)).join("")],
  );

  test("status and length are read from the masked blocks, and targets are told apart", () => {
    const [connection] = analyzeText(scrubText(text).text).connections;
    const seen = connection?.exchanges.map(({ request, response }) => [
      request?.method,
      request?.target.slice(0, 3),
      response?.status,
      response?.declaredBytes,
    ]);
    expect(seen).toEqual([
      ["GET", "/t1", 404, 3],
      ["GET", "/t2", 404, 3],
      ["GET", "/t1", 404, 3],
    ]);
  });

  test("a block that -s cut stays cut at the same field", () => {
    const cut = text.replace(/"(.*?)", (\d+)\) = \2/g, (_all, bytes: string, count: string) => {
      return `"${bytes.slice(0, 4 * 60)}"..., ${count}) = ${count}`;
    });
    expect(verdictsOf(scrubText(cut).text)).toEqual(verdictsOf(cut));
  });
});

describe("of the head of a CGI response", () => {
  const masked = (head: string): string => maskCgiHead(head, new Pseudonyms());

  test("stay the status, the length, and that the web server is to send a file", () => {
    expect(masked("Status: 404 Not Found\r\nContent-Length: 20\r\nX-Sendfile: /srv/a\r\n\r\n")).toBe(
      "Status: 404 Not Found\r\nContent-Length: 20\r\nX-Sendfile: xxxxxx\r\n\r\n",
    );
  });

  test("goes a list of lengths with a word in it, however many they are", () => {
    const lengths = "00,".repeat(60); // each of them can be read in two ways
    expect(masked(`Content-Length: ${lengths}x\r\n\r\n`)).toMatch(/^Content-Length: (?:xx,){60}x\r\n/);
    expect(masked(`Content-Length: ${lengths}0\r\n\r\n`)).not.toContain("x");
  });

  test("goes the rest: reasons of its own, values, unusual names, a line that is cut", () => {
    expect(masked("HTTP/1.1 200 Fine, Ann\nETag: abc\nX-Ann: 1\nSet-Coo")).toBe(
      "HTTP/1.1 200 xxxxx xxx\nETag: xxx\nx-1xx: x\nxxxxxxx",
    );
  });
});
