import { inflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { plainContext } from "../../../src/core/formats/context.js";
import { htmlFormat } from "../../../src/core/formats/html/html.js";
import { PackedText } from "../../../src/core/formats/html/packed-text.js";
import { viewStreamIn } from "../../view-stream.js";
import { documentOf, formats, nasty, recordsOf, samples } from "./documents.js";

/** What a text is packed to, if it comes in pieces of so many characters. */
function packed(text: string, piece: number): string {
  let written = "";
  const into = new PackedText((part) => {
    written += part;
  });
  for (let at = 0; at < text.length; at += piece) into.add(text.slice(at, at + piece));
  into.end();
  return written;
}

describe("packed text", () => {
  const text = Array.from({ length: 40_000 }, (_, index) => `${index} \u00e9\u{1f600} ${index * 7919}`).join("\n");

  test("can be unpacked", () => {
    expect(inflateRawSync(Buffer.from(packed(text, 1000), "base64")).toString("utf8")).toBe(text);
    expect(inflateRawSync(Buffer.from(packed("", 1), "base64")).toString("utf8")).toBe("");
  });

  test("is the same in whatever pieces it comes", () => {
    expect(packed(text, 777)).toBe(packed(text, 200_000));
  });

  test("consists of lines that can be decoded one by one, and of nothing else", () => {
    const lines = packed(text, 1000).trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).toMatch(/^[A-Za-z0-9+/]{1,32768}={0,2}$/);
    const bytes = Buffer.concat(lines.map((line) => Buffer.from(line, "base64")));
    expect(inflateRawSync(bytes).toString("utf8")).toBe(text);
  });
});

describe("a report", () => {
  test("is the page with the records of ndjson in its room", () => {
    const page = () => "<html>before<!-- records -->after</html>";
    const records = recordsOf([...samples, nasty]);
    const html = documentOf(htmlFormat({ ...plainContext, reportPage: page }), records);
    expect(html).toMatch(
      /^<html>before<script type="application\/octet-stream" id="records">\n[^<]*<\/script>after<\/html>$/,
    );
    const [head, ...lines] = viewStreamIn(html).trimEnd().split("\n");
    expect(head).toBe('{"kind":"view","date":null}');
    const ndjson = documentOf((formats.ndjson as NonNullable<(typeof formats)[string]>)(), records);
    expect(lines.filter((line) => !line.startsWith('{"kind":"stories"')).join("\n")).toBe(ndjson.trimEnd());
  });
});
