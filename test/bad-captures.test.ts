import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../src/index.js";
import { budget } from "./budget.js";

const samples = new URL("../samples/", import.meta.url);
const captures = readdirSync(samples)
  .filter((name) => name.endsWith(".strace"))
  .map((name) => ({ name, text: readFileSync(new URL(name, samples), "latin1") }));

describe("every prefix of every sample", () => {
  test.each(captures)("$name: no finding that the whole capture does not have", ({ text }) => {
    // not the line: where a capture ends after the peer's reset, that reset is the end of the response
    const nameOf = ({ connection, exchange, finding }: ReturnType<typeof analyzeText>["findings"][number]): string =>
      `${connection.id} ${exchange} ${finding.rule.id}`;
    const known = new Set(analyzeText(text).findings.map(nameOf));
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        const { findings, capture } = analyzeText(text.slice(0, length));
        for (const finding of findings) expect(known).toContain(nameOf(finding));
        expect(capture.unrecognizedLines).toBe(0);
      }),
      budget(20),
    );
  });
});

describe("captures with damaged lines", () => {
  test.each(captures)("$name: lost bytes never raise the count of findings, and nothing throws", ({ text }) => {
    const lines = text.split("\n");
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.string({ maxLength: 30 }), (at, junk) => {
        const damaged = lines.with(at, `${lines[at]?.slice(0, 40)}${junk.replaceAll("\n", " ")}`);
        expect(analyzeText(damaged.join("\n")).capture.lines).toBeGreaterThanOrEqual(lines.length - 1);
      }),
      budget(15),
    );
  });
});

test("random bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const text = Buffer.from(bytes).toString("latin1");
      expect(analyzeText(`7 close(3) = 0\n${text}`).findings).toEqual([]);
    }),
  );
});
