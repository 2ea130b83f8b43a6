import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LineSplitter } from "../src/core/strace/line-splitter.js";
import { StraceReader } from "../src/core/strace/reader.js";
import { eventJson } from "../src/tools/parse/event-json.js";
import { analyzeByReader } from "./analyze/by-reader.js";
import { block, straceOf, verdictsOf } from "./spec-blocks.js";

/**
 * The specs are Markdown. Each `## case` has a `strace` block, and either the `verdicts` that it must give, one
 * exchange or finding per line, or the output of `unflushed parse` for it (`parsed`). The text in between is for the
 * reader.
 */
const folder = new URL("./specs/", import.meta.url);
const CASE = /^## (.+)$([\s\S]*?)(?=^## |(?![\s\S]))/gm;

/** The output of `unflushed parse` for the lines. */
function parsedOf(strace: string): string {
  let parsed = "";
  const reader = new StraceReader((event) => {
    const json = eventJson(event);
    if (json !== null) parsed += `${json}\n`;
  });
  const splitter = new LineSplitter((bytes, start, end, pid, isCut) => reader.read(bytes, start, end, pid, isCut));
  splitter.push(Buffer.from(strace, "latin1"));
  splitter.finish();
  reader.finish();
  return parsed;
}

for (const file of readdirSync(folder).filter((name) => name.endsWith(".md"))) {
  const text = readFileSync(new URL(file, folder), "utf8");
  describe(/^# (.+)$/m.exec(text)?.[1] ?? file, () => {
    for (const [, name = "", body = ""] of text.matchAll(CASE)) {
      test(name, () => {
        const strace = straceOf(body);
        const verdicts = block("verdicts", body);
        const parsed = block("parsed", body);
        expect(strace, "a strace block").toBeDefined();
        expect(verdicts ?? parsed, "a verdicts or parsed block").toBeDefined();
        if (verdicts !== undefined) {
          expect(verdictsOf(strace ?? "")).toBe(verdicts);
          expect(verdictsOf(strace ?? "", analyzeByReader), "by the reader alone").toBe(verdicts);
        }
        if (parsed !== undefined) expect(parsedOf(strace ?? "")).toBe(parsed);
      });
    }
  });
}
