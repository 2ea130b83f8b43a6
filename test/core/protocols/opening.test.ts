import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { protocols } from "../../../src/core/protocols/all.js";
import { type ConversationOrigin, Conversations } from "../../../src/core/protocols/conversations.js";
import { budget } from "../../budget.js";
import {
  clientHello,
  fastcgiRecord,
  HEADERS,
  http2Frame,
  netstring,
  PREFACE,
  params,
  SETTINGS,
} from "../../conversations.js";
import { moved } from "./moved.js";
import { pieces } from "./talk.js";

/** What the side that asks says first, of each protocol that has first bytes of its own. */
const OPENINGS: Readonly<Record<string, string>> = {
  scgi: netstring({ CONTENT_LENGTH: "0", SCGI: "1", REQUEST_METHOD: "GET", REQUEST_URI: "/a" }),
  fastcgi: `${fastcgiRecord(1, "\0\x01\0\0\0\0\0\0")}${fastcgiRecord(4, params({ REQUEST_METHOD: "GET", REQUEST_URI: "/a" }))}${fastcgiRecord(4, "")}`,
  "http/2": `${PREFACE}${http2Frame(SETTINGS, 0, 0, "")}${http2Frame(HEADERS, 5, 1, "\x82\x04\x02/a")}`,
  tls: clientHello("example.org", ["h2"]),
};
const NEW: ConversationOrigin = { role: "unknown", isOlder: false, upgraded: null, changedTo: null };

/** What a connection turns out to speak whose first bytes a server reads by these calls. */
function spoken(calls: readonly string[], shown = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = [];
  const conversations = new Conversations(protocols, {
    recognised: (protocol, role) => found.push(`${protocol} ${role}`),
    decided: () => {},
  });
  for (const call of calls) if (conversations.moved(1, "in", moved(call, { shown }), NEW) === "ignores") break;
  return found;
}

describe("the first bytes of a connection", () => {
  it.each(Object.entries(OPENINGS))("say that it speaks %s, also if they are read one by one", (protocol, opening) => {
    expect(spoken([...opening])).toEqual([`${protocol} server`]);
  });

  it("say the same however they are cut into calls", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.entries(OPENINGS)), sizes, ([protocol, opening], sizes) => {
        expect(spoken(pieces(opening, sizes))).toEqual([`${protocol} server`]);
      }),
      budget(1000),
    );
  });

  it("are not guessed if one of them is hidden or missing", () => {
    const { scgi = "" } = OPENINGS;
    expect(spoken(["58", scgi.slice(2)], 1)).toEqual([]);
    const found: string[] = [];
    const conversations = new Conversations(protocols, {
      recognised: (protocol) => found.push(protocol),
      decided: () => {},
    });
    expect(conversations.moved(1, "in", moved("5"), NEW)).toBe("waits");
    conversations.miss(1, "lines-lost");
    expect(conversations.moved(1, "in", moved(scgi.slice(1)), NEW)).toBe("ignores");
    expect(found).toEqual([]);
  });

  it("are over when the other side speaks, or when there are enough of them", () => {
    const conversations = new Conversations(protocols, { recognised: () => {}, decided: () => {} });
    expect(conversations.moved(1, "in", moved("hello"), NEW)).toBe("waits");
    expect(conversations.moved(1, "out", moved("hello"), NEW)).toBe("ignores");
    expect(conversations.moved(2, "in", moved("h".repeat(63)), NEW)).toBe("waits");
    expect(conversations.moved(2, "in", moved("h"), NEW)).toBe("ignores");
  });
});
