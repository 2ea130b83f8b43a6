import fc from "fast-check";
import { expect, test } from "vitest";
import type { PerfettoEvent } from "../../../../src/core/formats/perfetto/perfetto-event.js";
import { budget } from "../../../budget.js";
import { documentOf, formats, straced } from "../documents.js";
import { recordsWithEvents } from "../event-records.js";
import { problemsOf } from "./trace.js";

const LENGTH = 24;
/** A byte that does not end a request target. */
const byte = fc.integer({ min: 0, max: 255 }).filter((code) => /\S/.test(String.fromCharCode(code)));
const target = fc
  .array(byte, { minLength: LENGTH, maxLength: LENGTH })
  .map((codes) => `/${String.fromCharCode(...codes)}`);
/** Any UTF-16 at all, halves of pairs and what turns the direction of text among it. */
const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0x22, 0x5c, 0x2028, 0x202e, 0xd800));
const path = fc.array(unit, { minLength: 1, maxLength: 40 }).map((codes) => String.fromCharCode(...codes));

function documentWith(format: string, file: string, asked: string): string {
  const text = [
    "10 00:00:01.000000 accept4(3, NULL, NULL, 0) = 7",
    `10 00:00:01.100000 read(7, "GET ${straced(asked)} HTTP/1.1\\r\\n\\r\\n", 8192) = ${asked.length + 17}`,
    '10 00:00:01.200000 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello", 47) = 43',
    "10 00:00:01.300000 close(7) = 0",
    "",
  ].join("\n");
  return documentOf(formats[format]?.() ?? {}, recordsWithEvents([{ path: file, text }]));
}

/** Everything but the texts. */
function shapeOf(value: unknown): unknown {
  if (typeof value === "string") return "";
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each)]));
}

const HARM = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

test("no text changes anything of a trace but texts", () => {
  const plain = shapeOf(JSON.parse(documentWith("perfetto", "x", `/${"x".repeat(LENGTH)}`)));
  fc.assert(
    fc.property(path, target, (file, asked) => {
      const text = documentWith("perfetto", file, asked);
      expect(text.replaceAll("\n", "")).not.toMatch(HARM);
      const trace = JSON.parse(text);
      expect(shapeOf(trace)).toEqual(plain);
      expect(problemsOf(trace)).toEqual([]);
      for (const { name } of trace.traceEvents as PerfettoEvent[]) expect(name).not.toMatch(HARM);
    }),
    budget(200),
  );
});

test("no text changes anything of a HAR but texts, and the parameters that it has", () => {
  const withoutQuery = (har: { log: { entries: { request: { queryString: unknown[] } }[] } }): unknown => {
    for (const { request } of har.log.entries) request.queryString = [];
    return shapeOf(har);
  };
  const plain = withoutQuery(JSON.parse(documentWith("har", "x", `/${"x".repeat(LENGTH)}`)));
  fc.assert(
    fc.property(path, target, (file, asked) => {
      const text = documentWith("har", file, asked);
      expect(text.replaceAll("\n", "")).not.toMatch(HARM);
      const har = JSON.parse(text);
      expect(har.log.entries[0].request.url).toMatch(/^http:\/\/unknown\.invalid\/[\x21-\x7e]*$/);
      expect(withoutQuery(har)).toEqual(plain);
    }),
    budget(200),
  );
});
