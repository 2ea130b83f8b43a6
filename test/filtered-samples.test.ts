import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../src/index.js";
import { budget } from "./budget.js";
import { limited, tracing, undecorated } from "./narrower-capture.js";
import { sampleTexts } from "./sample-texts.js";

/** Lines of a sample that are used. */
const LINES = 3_000;
const captures = sampleTexts(LINES);

/** What people write after `-e trace=`, the names that a README recommends and lists by hand. */
const FILTERS = [
  "network",
  "network,write",
  "network,process",
  "network,file,memory",
  "desc",
  "network,desc,process",
  "read,write,accept4,close",
  "accept4,read,recvfrom,write,close,shutdown,epoll_wait,epoll_pwait,fcntl",
  "sendto,shutdown",
  "sendto,recvfrom,close",
  "writev,sendfile,shutdown,close",
];

/** How the same run would have been printed: strace's `-s`, and whether `-y` or `-yy` was given. */
const PRINTED: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "without -yy": undecorated,
  "with -s 32": (text) => limited(text, 32),
  "with -s 0, without -yy": (text) => limited(undecorated(text), 0),
};

/** How many findings of the level `error` or of a request without an answer, and how many whole responses. */
function claims(text: string): { readonly errors: number; readonly complete: number } {
  const { findings, summary } = analyzeText(text);
  const claimed = findings.filter(
    ({ finding: { level, judgement } }) => level === "error" || judgement.about === "unanswered",
  );
  return { errors: claimed.length, complete: summary.complete };
}

describe.each(FILTERS)("every sample under -e trace=%s", (filter) => {
  test.each(captures)("$name: no error and no whole response that the sample lacks", ({ text }) => {
    const known = claims(text);
    const narrower = tracing(text, filter);
    for (const [how, printed] of Object.entries(PRINTED)) {
      const { errors, complete } = claims(printed(narrower));
      expect(errors, how).toBeLessThanOrEqual(known.errors);
      expect(complete, how).toBeLessThanOrEqual(known.complete);
    }
  });
});

/** How a server may give `bytes` to fd 7, of which the first are `seen`. */
const CALLS: Readonly<Record<string, (seen: string, bytes: number) => string>> = {
  sendto: (seen, bytes) => `sendto(7, "${seen}"..., ${bytes}, MSG_NOSIGNAL, NULL, 0) = ${bytes}`,
  write: (seen, bytes) => `write(7, "${seen}"..., ${bytes}) = ${bytes}`,
  writev: (seen, bytes) => `writev(7, [{iov_base="${seen}"..., iov_len=${bytes}}], 1) = ${bytes}`,
  sendfile: (_seen, bytes) => `sendfile(7, 8, NULL, ${bytes}) = ${bytes}`,
  splice: (_seen, bytes) => `splice(9, NULL, 7, NULL, ${bytes}, 0) = ${bytes}`,
};

interface Answer {
  readonly body: number;
  /** Body bytes in the write of the head. */
  readonly withHead: number;
  /** The server closes before the last byte. */
  readonly isCut: boolean;
  readonly isLast: boolean;
}

/** All calls of a server that writes its heads by one call and its bodies by another. */
function served(headBy: string, bodyBy: string, answers: readonly Answer[]): string {
  const lines = ["listen(3, 511) = 0"];
  let isOpen = false;
  for (const [index, { body, withHead, isCut, isLast }] of answers.entries()) {
    const peer = `{sa_family=AF_INET, sin_port=htons(${5000 + index}), sin_addr=inet_addr("127.0.0.1")}`;
    if (!isOpen) lines.push(`accept4(3, ${peer}, [16], SOCK_CLOEXEC) = 7`);
    lines.push(`epoll_wait(4, [{events=EPOLLIN, data={u32=7, u64=7}}], 64, -1) = 1`);
    lines.push(`recvfrom(7, "GET /${index} HTTP/1.1\\r\\n\\r\\n", 8192, 0, NULL, NULL) = 19`);
    const head = `HTTP/1.1 200 OK\\r\\nContent-Length: ${body}\\r\\n\\r\\n`;
    const headBytes = head.length - 6; // six escapes of two characters
    const first = Math.min(withHead, body - 1);
    lines.push(CALLS[headBy]?.(`${head}`, headBytes + first) ?? "");
    const rest = body - first - (isCut ? 1 : 0);
    if (rest > 0) lines.push(CALLS[bodyBy]?.("", rest) ?? "");
    isOpen = !isCut && !isLast;
    if (!isOpen) lines.push("shutdown(7, SHUT_WR) = 0", "close(7) = 0");
  }
  if (isOpen) lines.push("close(7) = 0");
  return `${lines.map((line) => `10 ${line}`).join("\n")}\n`;
}

const answer = fc.record({
  body: fc.integer({ min: 2, max: 9_000 }),
  withHead: fc.constantFrom(0, 0, 10),
  isCut: fc.boolean(),
  isLast: fc.boolean(),
});

describe.each(["sendto", "write", "writev"])("a server whose heads go by %s", (headBy) => {
  test.each(Object.keys(CALLS))("and whose bodies go by %s: no filter makes an error or a whole response", (bodyBy) => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 6 }), fc.constantFrom(...FILTERS), (answers, filter) => {
        const text = served(headBy, bodyBy, answers);
        const known = claims(text);
        expect(known.complete).toBe(answers.filter(({ isCut }) => !isCut).length);
        const { errors, complete } = claims(tracing(text, filter));
        expect(errors).toBeLessThanOrEqual(known.errors);
        expect(complete).toBeLessThanOrEqual(known.complete);
      }),
      budget(150),
    );
  });
});
