import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budget } from "../budget.js";
import { tracing } from "../narrower-capture.js";
import { claims, FILTERS } from "./claims.js";

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

/** Several for each server: what it claims without one is found once for them. */
const threeFilters = fc.shuffledSubarray([...FILTERS], { minLength: 3, maxLength: 3 });

describe.each(["sendto", "write", "writev"])("a server whose heads go by %s", (headBy) => {
  test.each(Object.keys(CALLS))("and whose bodies go by %s: no filter makes an error or a whole response", (bodyBy) => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 6 }), threeFilters, (answers, filters) => {
        const text = served(headBy, bodyBy, answers);
        const known = claims(text);
        expect(known.complete).toBe(answers.filter(({ isCut }) => !isCut).length);
        for (const filter of filters) {
          const { errors, complete } = claims(tracing(text, filter));
          expect(errors).toBeLessThanOrEqual(known.errors);
          expect(complete).toBeLessThanOrEqual(known.complete);
        }
      }),
      budget(50),
    );
  });
});
