import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { converse, type Leaving, type Received } from "../../truth/client.js";

/** A server that sends a head and half of a body. Returns what it then saw of its client, and what the client received. */
async function seenOf(how: Leaving, half: number): Promise<{ seen: string; received: Received | undefined }> {
  const server = createServer({ allowHalfOpen: true }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const seen = new Promise<string>((resolve) => {
    server.once("connection", (socket) => {
      socket.on("error", ({ code }: NodeJS.ErrnoException) => resolve(code ?? "error")).on("data", () => {});
      socket.once("end", () => resolve("end")).once("close", () => server.close());
      socket.once("end", () => void sleep(50).then(() => socket.end()));
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${2 * half}\r\n\r\n${".".repeat(half)}`);
    });
  });
  const { port } = server.address() as AddressInfo;
  const manner = { pause: half > 100_000 ? 3 : 0, leave: { after: 1000, how } };
  const [received] = await converse(port, [{ target: "/" }], manner);
  return { seen: await seen, received };
}

test.each<[Leaving, number, string, Received["ended"], Received["left"]]>([
  ["reset", 1000, "ECONNRESET", "aborted", "reset"],
  ["unread", 5_000_000, "ECONNRESET", "aborted", "reset"],
  ["close", 1000, "end", "aborted", "close"],
  ["half-close", 1000, "end", "eof", "half-close"],
  ["half-close, then leave", 1000, "end", "aborted", "half-close"],
])("a client that leaves by %s after a part of %d bytes: its server sees %s", async (how, half, seen, ended, left) => {
  const found = await seenOf(how, half);
  expect(found.seen).toBe(seen);
  expect(found.received).toMatchObject({ ended, left, status: 200, framing: "length" });
});
