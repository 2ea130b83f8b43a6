import { describe, expect, test } from "vitest";
import type { FindingRecord } from "../../../src/core/records/record.js";
import { recordsOf } from "../../../src/core/records/records-of.js";
import { analyzeText } from "../../../src/index.js";

/** A response of 10 bytes, of which the kernel takes 5, and then a close at this time. */
const closedAt = (time: string, isRefused: boolean): string =>
  `# strace -f -tt -e trace=network,desc,process
10 10:00:00.000000 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = 7
10 10:00:00.000100 recvfrom(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192, 0, NULL, NULL) = 19
10 10:00:00.000200 sendto(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 10\\r\\n\\r\\nhello${isRefused ? "world" : ""}", ${isRefused ? 49 : 44}, 0, NULL, 0) = 44
${isRefused ? `10 10:00:00.000300 sendto(7, "world", 5, 0, NULL, 0) = -1 EAGAIN (Resource temporarily unavailable)\n` : ""}10 ${time} close(7) = 0
`;

function findingOf(capture: string): FindingRecord {
  const { capture: facts, ...rest } = analyzeText(capture);
  for (const line of recordsOf([{ ...rest, capture: facts }], { version: "0" }))
    if (line.kind === "finding") return line.value as FindingRecord;
  throw new Error("no finding");
}

describe("a close after a silence", () => {
  test("of a client that did not read is a timeout, and no other guess is named", () => {
    const { message, next } = findingOf(closedAt("10:00:02.000300", true));
    expect(message).toMatch(/ not handed to the kernel, after 2\.0 s without progress: a timeout$/);
    expect(next).toMatch(/^find the timeout /);
  });

  test("of the program itself is what it waited for", () => {
    const { message, next } = findingOf(closedAt("10:00:02.000200", false));
    expect(message).toMatch(/, after 2\.0 s without progress$/);
    expect(next).toMatch(/^find what the program waited for: it wrote nothing for 2\.0 s/);
  });

  test("that was short says nothing of it", () => {
    const { message, next } = findingOf(closedAt("10:00:00.500000", true));
    expect(message).not.toContain("progress");
    expect(next).toBeUndefined();
  });
});
