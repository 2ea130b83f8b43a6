import { expect, test } from "vitest";
import type { Endpoints } from "../../../src/core/sockets/decoration.js";
import { MarkCounter } from "../../../src/core/sockets/later/marks.js";
import { LiveSockets } from "../../../src/core/sockets/live-sockets.js";

const inode: Endpoints = { transport: "unknown", local: null, peer: null, identity: "inode 7" };
const pair: Endpoints = { transport: "tcp", local: "1.2.3.4:80", peer: "5.6.7.8:1", identity: "1.2.3.4:80->5.6.7.8:1" };

test("a socket has all names that strace printed, until it ends", () => {
  const live = new LiveSockets(new MarkCounter());
  const socket = live.make("seen", 1, 7);
  live.add(socket);
  for (const name of [inode, pair]) live.describe(socket, name);
  expect([inode, pair].map((name) => live.named(name))).toEqual([socket, socket]);
  live.remove(socket);
  live.describe(socket, pair); // by a call that was under way
  expect([inode, pair].map((name) => live.named(name))).toEqual([undefined, undefined]);
});

test("a name that went to another socket stays that one's", () => {
  const live = new LiveSockets(new MarkCounter());
  const [first, second] = [live.make("seen", 1, 7), live.make("seen", 1, 8)];
  for (const socket of [first, second]) {
    live.add(socket);
    live.describe(socket, inode);
  }
  live.remove(first);
  expect(live.named(inode)).toBe(second);
});
