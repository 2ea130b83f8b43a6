import { createRequire } from "node:module";
import { Ajv, type AnySchemaObject } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { plainContext } from "../../../../src/core/formats/context.js";
import { harFormat } from "../../../../src/core/formats/har/har.js";
import { type Capture, documentOf, firing, NASTY_PATH, nasty, recordsOf, samples } from "../documents.js";
import { recordsWithEvents } from "../event-records.js";

/** Its schemas are of draft 6; their keyword `min` is no keyword, so what it means is tested below. */
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
const schemas: Readonly<Record<string, AnySchemaObject>> = createRequire(import.meta.url)("har-schema"); // it has no types
for (const { $schema: _, ...schema } of Object.values(schemas)) ajv.addSchema(schema);
const isHar = ajv.getSchema("har.json#") ?? expect.fail("har-schema has no schema of a HAR");

interface Entry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly timings: Readonly<Record<"send" | "wait" | "receive", number>>;
  readonly request: { readonly method: string; readonly url: string; readonly queryString: unknown[] };
  readonly response: { readonly status: number; readonly bodySize: number; readonly headers: unknown[] };
  readonly connection: string;
  readonly pageref: string;
  readonly _unflushed: Readonly<Record<string, unknown>>;
  readonly comment?: string;
}
interface Log {
  readonly entries: readonly Entry[];
  readonly pages: readonly { readonly id: string; readonly title: string }[];
  readonly comment?: string;
}

function logOf(captures: readonly Capture[], records = recordsWithEvents(captures), date: string | null = null): Log {
  const har = JSON.parse(documentOf(harFormat({ ...plainContext, date }), records));
  expect(isHar(har), JSON.stringify(isHar.errors)).toBe(true);
  return har.log;
}

const sample = (name: string): Capture[] => samples.filter(({ path }) => path === `samples/${name}.strace`);

describe("a document satisfies the schema of HAR 1.2, and its times add up", () => {
  const expectTimes = ({ entries, pages }: Log): void => {
    for (const { time, timings, pageref } of entries) {
      for (const part of Object.values(timings)) expect(part).toBeGreaterThanOrEqual(0);
      expect(time).toBeCloseTo(timings.send + timings.wait + timings.receive, 3);
      expect(pages.map(({ id }) => id)).toContain(pageref);
    }
  };

  test.each([...samples, ...firing, nasty])("of $path", (capture) => {
    expectTimes(logOf([capture]));
  });

  test("of all captures at once", () => {
    const log = logOf([...samples, ...firing, nasty]);
    expectTimes(log);
    expect(new Set(log.pages.map(({ id }) => id)).size).toBe(log.pages.length);
  });

  test("of records without events, as merge has them", () => {
    const log = logOf([], recordsOf(samples));
    expectTimes(log);
    expect(log.entries).toHaveLength(logOf(samples).entries.length);
  });

  test("the schema refuses what is no HAR", () => {
    expect(isHar({ log: { version: "1.2", creator: { name: "x", version: "1" }, entries: [{}] } })).toBe(false);
  });
});

test("a response that was cut short", () => {
  const { entries } = logOf(sample("hyper-14.9MB-truncated"));
  expect(entries).toMatchObject([
    {
      startedDateTime: "1970-01-01T10:29:48.094Z",
      time: 15.993,
      timings: { send: 0, wait: 10.656, receive: 5.337 },
      request: { method: "POST", url: "http+unix://%2Frun%2Flab.Y6.sock/14900000", headers: [], headersSize: -1 },
      response: {
        ...{ status: 200, bodySize: 219_156, content: { size: 219_156 }, headersSize: -1 },
        headers: [{ name: "Content-Length", value: "14900000" }],
      },
      connection: "c1",
      _unflushed: {
        ...{ verdict: "truncated", cause: "shut-wr", declaredBytes: 14_900_000, acceptedBytes: 219_156 },
        ...{ lostBytes: 14_680_844, rules: ["shut-wr-outstanding"], requestLine: 64, responseLine: 66 },
      },
      comment: expect.stringMatching(/^error: the program shut down its sending side with 14,680,844 of 14,900,000/),
    },
  ]);
});

test("a request that got no response has an entry with the status 0", () => {
  const { entries } = logOf(firing.filter(({ path }) => path.includes("request-unanswered")));
  expect(entries.map(({ request, response }) => [request.url, response.status])).toEqual([
    ["http://unknown.invalid/a", 200],
    ["http://unknown.invalid/b", 0],
  ]);
  expect(entries[1]).toMatchObject({
    response: { bodySize: 0, content: { size: 0 } },
    _unflushed: { exchange: null, verdict: "unanswered", rules: ["request-unanswered"], requestLine: 4 },
  });
});

test("a request whose response the capture does not show has the status 0", () => {
  const { entries } = logOf(sample("hyper-network-only"));
  expect(entries).toMatchObject([{ response: { status: 0 }, _unflushed: { verdict: "undetermined" } }]);
});

test("an address is the host of the URL, and serverIPAddress", () => {
  const text = [
    '10 00:00:01.1 read(7<TCP:[127.0.0.1:8080->10.0.0.1:443]>, "GET /a?b=c=d&e HTTP/1.1\\r\\n\\r\\n", 8192) = 28',
    '10 00:00:01.2 write(7<TCP:[127.0.0.1:8080->10.0.0.1:443]>, "HTTP/1.1 204 No Content\\r\\n\\r\\n", 27) = 27',
    "10 00:00:01.3 close(7<TCP:[127.0.0.1:8080->10.0.0.1:443]>) = 0",
    "",
  ].join("\n");
  expect(logOf([{ path: "x.strace", text }]).entries).toMatchObject([
    {
      request: {
        url: "http://127.0.0.1:8080/a?b=c=d&e",
        queryString: [
          { name: "b", value: "c=d" },
          { name: "e", value: "" },
        ],
      },
      serverIPAddress: "127.0.0.1",
    },
  ]);
});

describe("several captures", () => {
  const log = logOf([...sample("hyper-14.9MB-truncated"), ...sample("hyper-2MB-truncated")]);

  test("have a page each, and connections whose names differ", () => {
    expect(log.pages.map(({ title }) => title)).toEqual([
      "samples/hyper-14.9MB-truncated.strace",
      "samples/hyper-2MB-truncated.strace",
    ]);
    expect(log.entries.map(({ connection, pageref }) => [connection, pageref])).toEqual([
      ["0/c1", "capture-0"],
      ["1/c1", "capture-1"],
    ]);
  });
});

describe("dates", () => {
  const firstOf = (name: string, date: string | null = null): [string | undefined, string | undefined] => {
    const captures = sample(name);
    const { entries, comment } = logOf(captures, recordsWithEvents(captures), date);
    return [entries[0]?.startedDateTime, comment];
  };

  test("of -ttt are those of the capture", () => {
    expect(firstOf("node-chunked")).toEqual([expect.stringMatching(/^20\d\d-\d\d-\d\dT/), undefined]);
  });

  test("of -tt have the date of --date, and no time zone that is known", () => {
    const [first, comment] = firstOf("hyper-14.9MB-truncated", "2026-12-01");
    expect(first).toBe("2026-12-01T10:29:48.094Z");
    expect(comment).toBe(
      "times of the day (-t, -tt) are those of the machine that recorded, and are shown as if they were UTC",
    );
  });

  test("of -tt without --date are on 1970-01-01, as the comment says", () => {
    const [first, comment] = firstOf("hyper-14.9MB-truncated");
    expect(first).toBe("1970-01-01T10:29:48.094Z");
    expect(comment).toContain("times of the day without a date (--date) are on 1970-01-01");
  });

  test.each([
    ["hyper-plain-hex", /^1970-01-01T00:00:\d\d\.\d{3}Z$/, /count from the first line \(-r\)/],
    ["hyper-o-file-no-decoration", /^1970-01-01T00:00:00\.000Z$/, /without times/],
  ])("%s has none", (name, date, note) => {
    expect(firstOf(name)).toEqual([expect.stringMatching(date), expect.stringMatching(note)]);
  });
});

test("a capture that cannot be read is named in the comment", () => {
  const { comment } = logOf([], recordsOf([], [{ path: NASTY_PATH, text: "it is damaged" }], ["README.md"]));
  expect(comment).toContain("could not be read: it is damaged");
  expect(comment).toContain("README.md was skipped");
  expect(comment).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
