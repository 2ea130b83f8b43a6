import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOfText } from "../../../src/core/analysis/lines-of-text.js";
import { analyzeText } from "../../../src/index.js";
import type { Digest } from "../../../src/tools/scrub/digest.js";
import { Learner } from "../../../src/tools/scrub/learner.js";
import { Pseudonyms } from "../../../src/tools/scrub/pseudonyms.js";
import { scrubText } from "../../../src/tools/scrub/scrub-text.js";
import { budget } from "../../budget.js";
import { folded, wrapped } from "../../paste.js";

const linesWith = (secret: string): string[] => [
  "accept4(3, NULL, NULL, SOCK_CLOEXEC) = 5",
  `read(5, "GET /${secret} HTTP/1.1\\r\\nCookie: ${secret}\\r\\n\\r\\n", 8192) = ${28 + 2 * secret.length}`,
  `write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: 9000\\r\\nX-A: ${secret}\\r\\n\\r\\n", ${48 + secret.length}) = ${48 + secret.length}`,
  `write(5, "${secret}${secret}"..., 9000) = 4000`,
  `openat(AT_FDCWD, "/srv/${secret}/${secret}", O_RDONLY|O_CLOEXEC) = 9`,
  "shutdown(5, SHUT_WR) = 0",
];

/** True if `scrub` would write it: it comes to the same as the capture. */
function isGiven(scrubbed: string, before: Digest): boolean {
  const learner = new Learner(new Pseudonyms(), "text");
  linesOfText(scrubbed, (bytes, start, end, pid, isCut) => learner.line(bytes, start, end, pid, isCut));
  return before.equals(learner.finish().digest);
}

describe("a folded capture", () => {
  test.each([30, 40, 61, 80])("at %i: as many lines, and the same finding on the same line", (width) => {
    const text = `${linesWith("a-secret-of-some-length")
      .flatMap((line) => folded(line, width))
      .join("\n")}\n`;
    const scrubbed = scrubText(text);
    const [before, after] = [analyzeText(text), analyzeText(scrubbed.text)];
    expect(after.capture.lines).toBe(before.capture.lines);
    expect(before.findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
    expect(after.findings.map(({ finding }) => finding.line)).toEqual(
      before.findings.map(({ finding }) => finding.line),
    );
    expect(isGiven(scrubbed.text, scrubbed.before)).toBe(true);
  });
});

test("nothing of the traffic stays of a capture that was folded anywhere, and clipped and broken as well", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[Q-Z]{12,40}$/),
      fc.integer({ min: 24, max: 100 }),
      fc.constantFrom(folded, wrapped, (line: string, width: number) =>
        folded(line, width).map((piece) => `${piece}\\`),
      ),
      fc.option(fc.nat(30), { nil: null }),
      (secret, width, fold, dropped) => {
        const pieces = linesWith(secret).flatMap((line) => fold(line, width));
        if (dropped !== null) pieces.splice(dropped, 1);
        const shown = scrubText(`${pieces.join("\n")}\n`).text;
        for (let at = 0; at + 6 <= secret.length; at++) expect(shown).not.toContain(secret.slice(at, at + 6));
      },
    ),
    budget(150),
  );
});

test("several calls in one line are refused: their lines would have other numbers", () => {
  const { text, before } = scrubText(`${linesWith("a-secret-of-some-length").join(" ")}\n`);
  expect(isGiven(text, before)).toBe(false);
  expect(text).not.toContain("a-secret");
});
