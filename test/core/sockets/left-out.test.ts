import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../../src/core/bytes.js";
import { transfers } from "../../../src/core/sockets/effective-calls.js";
import type { SocketEvent } from "../../../src/core/sockets/event.js";
import { handlers } from "../../../src/core/sockets/handlers.js";
import { skipsOf } from "../../../src/core/sockets/skips/skips.js";
import { SocketTracker } from "../../../src/core/sockets/tracker.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { straceOf } from "../../spec-blocks.js";
import { firing, samples } from "../formats/documents.js";

/** The socket events and the number of calls, either with every call read or with the skips applied. */
function eventsOf(text: string, leavesOut: boolean): { events: string[]; calls: number } {
  const events: string[] = [];
  const reader: StraceReader = new StraceReader(
    (event) => sockets.apply(event),
    leavesOut
      ? {
          wants: (name) => handlers.has(name),
          skips: skipsOf(
            transfers,
            (pid, fd) => sockets.isSocket(pid, fd),
            (pid) => sockets.waitsToWrite(pid),
          ),
        }
      : { wants: () => true },
  );
  const traced: TracedCalls = { basis: "seen", has: (name) => reader.names.has(name) };
  const sockets: SocketTracker = new SocketTracker(handlers, traced, (event) => events.push(short(event)));
  const bytes = bytesOf(text);
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    reader.read(bytes, start, end);
    start = end + 1;
  }
  reader.finish();
  sockets.finish(0, null);
  return { events, calls: reader.syscalls };
}

function short({ socket, ...fields }: SocketEvent): string {
  const { transport, local, peer, origin, mayBeTwo } = socket;
  return JSON.stringify({ ...fields, transport, local, peer, origin, mayBeTwo });
}

const specs = new URL("../../specs/", import.meta.url);
const pages = readdirSync(specs).map((name) => readFileSync(new URL(name, specs), "utf8"));
const cases = pages.flatMap((page) => page.split(/^## /m)).flatMap((part) => straceOf(part) ?? []);

describe("the calls that are left out would change nothing", () => {
  test.each([...samples, ...firing])("$path", ({ text }) => {
    const { events, calls } = eventsOf(text, true);
    expect(events).not.toEqual([]);
    expect({ events, calls }).toEqual(eventsOf(text, false));
  });

  test("all specs", () => {
    expect(cases.length).toBeGreaterThan(100);
    // the number of calls may differ: a program's own line such as "foo(bar)" counts as one if it is left out
    for (const text of cases) expect(eventsOf(text, true).events).toEqual(eventsOf(text, false).events);
  });
});
