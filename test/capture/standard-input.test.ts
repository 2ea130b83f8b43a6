import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Analyzer, type Finding, readCapture } from "../../src/index.js";

const CUT = `10 accept4(3, NULL, NULL, 0) = 5
10 read(5, "GET /a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", 8192) = 28
10 write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: 9000\\r\\n\\r\\n", 41) = 41
10 write(5, "x"..., 9000) = 4000
10 write(5, "x"..., 5000) = -1 EAGAIN (Resource temporarily unavailable)
10 shutdown(5, SHUT_WR) = 0
`;

test.each([
  ["as text", Buffer.from(CUT)],
  ["compressed", gzipSync(CUT)],
])("what is read for - may be plain bytes, a part of their memory: %s", async (_name, stored) => {
  const memory = new Uint8Array(stored.length + 20).fill(33);
  memory.set(stored, 10);
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield memory.subarray(10, 15);
    yield memory.subarray(15, 10 + stored.length);
  }
  const found: Finding[] = [];
  const analyzer = new Analyzer({ onFinding: ({ finding }: { finding: Finding }) => found.push(finding) });
  await readCapture("-", analyzer, undefined, stdin());
  analyzer.finish("capture");
  expect(found.map(({ rule }) => rule.id)).toEqual(["shut-wr-outstanding"]);
});
