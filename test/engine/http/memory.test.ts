import { expect, test } from "vitest";
import { type Found, follow } from "./follow.js";

/** What is open after so many rounds is the same, and so is the memory that is in use. */
function heapAfter(rounds: number, round: (index: number) => string, before = ""): number {
  return after(rounds, round, before, false).heapBytes;
}

function after(rounds: number, round: (index: number) => string, before: string, wantsBytes: boolean): Found {
  const text = before + Array.from({ length: rounds }, (_, index) => round(index)).join("");
  const found = follow(text, { wantsAll: false, readsLines: false, wantsBytes });
  expect(found.facts.length).toBeGreaterThan(rounds);
  return found;
}

const OPEN = "10 accept4(3, NULL, NULL, 0) = 5\n";
const CLOSE = "10 close(5) = 0\n";
const ASK = '10 read(5, "GET /a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", 8192) = 29\n';
const HEAD = "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\n";
const ANSWER = `10 write(5, "${HEAD}hello", 43) = 43\n`;
const CHUNKED = "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n";

const CONVERSATIONS: Readonly<Record<string, string>> = {
  "whole responses": ASK + ANSWER,
  "several responses": ASK + ANSWER + ASK + ANSWER,
  "pipelined requests": ASK + ASK + ANSWER + ANSWER,
  "responses without requests": ANSWER + ANSWER,
  "heads in two writes": `${ASK}10 write(5, "HTTP/1.1 200 OK\\r\\nContent-Le", 27) = 27\n10 write(5, "ngth: 5\\r\\n\\r\\nhello", 16) = 16\n`,
  "heads that never end": `${ASK}10 write(5, "HTTP/1.1 200 OK\\r\\nContent-Le", 27) = 27\n`,
  "requests that never end": '10 read(5, "POST / HTTP/1.1\\r\\nHo", 8192) = 19\n',
  "unanswered requests": ASK,
  "refused rests": `${ASK}10 write(5, "${HEAD}hello", 43) = 40\n10 write(5, "llo", 3) = -1 EAGAIN (Resource temporarily unavailable)\n10 shutdown(5, SHUT_WR) = 0\n`,
  "late writes": `${ASK}${ANSWER}10 shutdown(5, SHUT_WR) = 0\n10 write(5, "x", 1) = -1 EPIPE (Broken pipe)\n`,
  "writes that never return": `${ASK}10 write(5, "${HEAD}hello", 43 <unfinished ...>\n11 close(5) = 0\n10 <... write resumed>) = ?\n${OPEN}`,
  chunks: `${ASK}10 write(5, "${CHUNKED}5\\r\\nhello\\r\\n0\\r\\n\\r\\n", 62) = 62\n`,
  "hidden chunks": `${ASK}10 write(5, "${CHUNKED}"..., 162) = 162\n10 write(5, "5\\r\\nhel"..., 15) = 15\n`,
  "chunks that never end": `${ASK}10 write(5, "${CHUNKED}5\\r\\nhello\\r\\n", 57) = 57\n`,
  "heads of which a person left something out": `${ASK}10 write(5, "HTTP/1.1 200 OK\\r\\nX: 1\\r\\n<snip>\\r\\nContent-Length: 5\\r\\n\\r\\n", 90) = 90\n`,
  "heads that strace cut": `${ASK}10 write(5, "HTTP/1.1 200 OK\\r\\nServer: "..., 190) = 190\n`,
  surplus: `${ASK}10 write(5, "${HEAD}hello world", 49) = 49\n`,
  "interim responses": `${ASK}10 write(5, "HTTP/1.1 100 Continue\\r\\n\\r\\n", 25) = 25\n${ANSWER}`,
  tunnels:
    '10 read(5, "CONNECT a:1 HTTP/1.1\\r\\n\\r\\n", 8192) = 24\n10 write(5, "HTTP/1.1 200 OK\\r\\n\\r\\n", 19) = 19\n10 write(5, "raw", 3) = 3\n',
  "other protocols": '10 read(5, "HELLO\\r\\n", 8192) = 7\n10 write(5, "+OK\\r\\n", 5) = 3\n',
  "questions of uwsgi":
    '10 read(5, "\\0\\36\\0\\0\\16\\0REQUEST_METHOD\\3\\0GET\\v\\0REQUEST_URI\\1\\0/", 8192) = 45\n10 write(5, "HTTP/1.1 200 OK\\r\\n\\r\\nhello", 24) = 24\n',
  TLS: '10 read(5, "\\26\\3\\1\\0\\5hello", 8192) = 10\n10 write(5, "\\26\\3\\3\\0\\5hello", 10) = 5\n',
  "ends of peers": `${ASK}10 read(5, "", 8192) = 0\n10 write(5, "${HEAD}h", 39) = 39\n`,
  "lines that are lost": `${ASK}10 write(5, "HTTP\n${ANSWER}`,
};

test.each(Object.entries(CONVERSATIONS))("%s leave nothing behind", (_what, text) => {
  const round = (): string => OPEN + text + CLOSE;
  expect(heapAfter(400, round)).toBe(heapAfter(200, round));
});

test.each(Object.entries(CONVERSATIONS))("%s leave nothing behind, if their bytes are asked for", (_what, text) => {
  const round = (): string => OPEN + text + CLOSE;
  const [twice, once] = [after(400, round, "", true), after(200, round, "", true)];
  expect([twice.heapBytes, twice.keptObjects]).toEqual([once.heapBytes, 0]);
});

test("of what stays open, the calls are kept that a finding may point at", () => {
  const round = (): string => ASK + ANSWER;
  const [twice, once] = [after(400, round, OPEN, true), after(200, round, OPEN, true)];
  expect([twice.heapBytes, twice.keptObjects]).toEqual([once.heapBytes, once.keptObjects]);
  expect(once.keptObjects).toBeGreaterThan(1);
});

test("clients leave nothing behind", () => {
  const round = (index: number): string =>
    `10 socket(AF_INET, SOCK_STREAM, 0) = 5\n10 connect(5, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("1.1.1.${index % 200}")}, 16) = 0\n` +
    `10 write(5, "GET /${index} HTTP/1.1\\r\\n\\r\\n", ${18 + String(index).length}) = ${18 + String(index).length}\n` +
    `10 read(5, "${HEAD}hel", 8192) = 41\n10 read(5, "", 8192) = 0\n10 close(5) = 0\n`;
  expect(heapAfter(400, round)).toBe(heapAfter(200, round));
});

test("processes that served leave nothing behind", () => {
  const round = (index: number): string => {
    const pid = index + 20;
    const served = (OPEN + ASK + ANSWER).replaceAll(/^10 /gm, `${pid} `);
    return `10 fork() = ${pid}\n${served}${pid} +++ exited with 0 +++\n`;
  };
  expect(heapAfter(400, round)).toBe(heapAfter(200, round));
});

test("a connection that stays open keeps no exchange that is over", () => {
  const round = (): string => ASK + ANSWER;
  expect(heapAfter(400, round, OPEN)).toBe(heapAfter(200, round, OPEN));
});

test("what stays open takes memory", () => {
  const round = (index: number): string =>
    (OPEN + ASK + ANSWER).replaceAll("(5", `(${index + 5}`).replace("= 5", `= ${index + 5}`);
  expect(heapAfter(400, round)).toBeGreaterThan(heapAfter(200, round) + 200 * 200);
});
