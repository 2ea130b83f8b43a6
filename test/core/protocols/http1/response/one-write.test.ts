import { expect, test } from "vitest";
import { HttpConnection } from "../../../../../src/core/protocols/http1/connection.js";
import { SeenWhole } from "../../../../../src/core/protocols/http1/filtered/seen-whole.js";
import type { Judgement } from "../../../../../src/core/protocols/judgement.js";
import type { VisibleBytes } from "../../../../../src/core/sockets/event.js";
import { Filter } from "../../../../../src/core/sockets/filter.js";
import { MarkCounter } from "../../../../../src/core/sockets/later/marks.js";
import { Socket } from "../../../../../src/core/sockets/socket.js";

const COUNT = 50;
const REQUEST = "GET / HTTP/1.1\r\n\r\n";
const RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
const at = { fd: 7, pid: 1, line: 1, time: null, endLine: 1, endTime: null };

test("however many responses a write holds, its string is compared with its count once", () => {
  const judged: Judgement[] = [];
  const filter = new Filter({ basis: "seen", leftOut: null, has: () => true });
  const connection = new HttpConnection("server", filter, new SeenWhole(), (judgement) => judged.push(judgement));
  const socket = new Socket(1, "accept", 1, 7, new MarkCounter());
  const asked = REQUEST.repeat(COUNT);
  const request: VisibleBytes = { seen: asked, length: asked.length };
  const text = RESPONSE.repeat(COUNT);
  let compared = 0;
  const responses: VisibleBytes = {
    seen: text,
    length: text.length,
    get misfit() {
      compared++;
      return 0;
    },
  };
  connection.apply({
    ...at,
    kind: "read",
    call: "read",
    socket,
    asked: 65_536,
    received: asked.length,
    error: null,
    pieces: [request],
  });
  connection.apply({
    ...at,
    kind: "write",
    call: "write",
    socket,
    asked: text.length,
    accepted: text.length,
    error: null,
    pieces: [responses],
    offered: null,
    injected: false,
    returned: true,
  });
  connection.apply({ ...at, kind: "end", call: "close", socket, by: "close" });
  expect(judged.map(({ exchange }) => exchange?.verdict)).toEqual(Array(COUNT).fill("complete"));
  expect(compared).toBe(1);
});
