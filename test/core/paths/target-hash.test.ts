import { expect, test } from "vitest";
import type { Hop } from "../../../src/core/paths/hop.js";
import { endHash, targetHash } from "../../../src/core/paths/target-hash.js";
import { analyzeText } from "../../../src/index.js";

/** The hop of a server that cuts a response short. */
function hopOf(target: string, ends: string): Hop {
  const lines = [
    "# strace -f -yy -e trace=network,desc,process",
    `10 accept4(3<TCP:[${ends.split("->")[0]}]>, NULL, NULL, 0) = 7<TCP:[${ends}]>`,
    `10 read(7<TCP:[${ends}]>, "GET ${target} HTTP/1.1\\r\\n\\r\\n", 8192) = ${target.length + 17}`,
    `10 write(7<TCP:[${ends}]>, "HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n..."..., 141) = 141`,
    `10 close(7<TCP:[${ends}]>) = 0`,
  ];
  const hops: Hop[] = [];
  analyzeText(`${lines.join("\n")}\n`, { onPath: ({ losses }) => hops.push(...losses.map(({ hop }) => hop)) });
  expect(hops).toHaveLength(1);
  return hops[0] as Hop;
}

test.each(["/", "/a?b=c", "/image/14900000", "*"])("the engine gives the target %s the same number", (target) => {
  expect(hopOf(target, "127.0.0.1:80->127.0.0.1:5000").target).toBe(targetHash(target));
});

test.each([
  ["127.0.0.1:80->127.0.0.1:5000", "127.0.0.1:80", "127.0.0.1:5000"],
  ["[::1]:80->[::1]:5000", "[::1]:80", "[::1]:5000"],
])("the engine gives both ends of %s the same numbers", (ends, local, peer) => {
  expect(hopOf("/a", ends)).toMatchObject({ here: endHash(local), there: endHash(peer) });
});

test("an IPv4 address is the same when a socket of IPv6 shows it", () => {
  expect(endHash("[::ffff:127.0.0.1]:80")).toBe(endHash("127.0.0.1:80"));
  const mapped = hopOf("/a", "[::ffff:127.0.0.1]:80->[::ffff:127.0.0.1]:5000");
  expect(mapped).toMatchObject({ here: endHash("127.0.0.1:80"), there: endHash("127.0.0.1:5000") });
});

test("a Unix socket that HAProxy has bound is the one that its clients know", () => {
  expect(endHash("unix:/run/a.sock.17.tmp")).toBe(endHash("unix:/run/a.sock"));
  expect(endHash("unix:/run/a.tmp")).not.toBe(endHash("unix:/run/a"));
  expect(endHash("unix:/run/a17.tmp")).not.toBe(endHash("unix:/run/a"));
});
