import { describe, expect, test } from "vitest";
import { analyzeText, type CaptureAnalysis } from "../../../src/index.js";
import { scrubText } from "../../../src/tools/scrub/scrub-text.js";
import { recordings, specCases } from "./captures.js";

/** All of an analysis but the names that are replaced: targets, addresses and unusual methods. */
function factsOf({ capture, connections, findings, summary }: CaptureAnalysis) {
  const { recordedWith: _options, ...facts } = capture;
  const { servers: _addresses, ...counts } = summary;
  return {
    facts,
    counts,
    connections: connections.map(({ local, peer, exchanges, ...connection }) => ({
      ...connection,
      hasNames: [local !== null, peer !== null],
      exchanges: exchanges.map(({ request, calls: _calls, ...exchange }) => ({
        ...exchange,
        request: request && { line: request.line, method: request.method.length },
      })),
    })),
    findings: findings.map(({ finding: { rule, level, line, relatedLines, proof }, exchange, origin }) => ({
      rule: rule.id,
      level,
      line,
      relatedLines,
      proof,
      exchange,
      origin: origin && [origin.connection.id, origin.index],
    })),
  };
}

describe("a scrubbed capture gives the verdicts and findings of the capture", () => {
  test.each([...recordings, ...specCases])("$name", ({ text }) => {
    const scrubbed = scrubText(text).text;
    expect(scrubbed.split("\n")).toHaveLength(text.split("\n").length);
    expect(factsOf(analyzeText(scrubbed))).toEqual(factsOf(analyzeText(text)));
  });
});

describe("scrubbing what is scrubbed changes no verdict either", () => {
  test.each(recordings)("$name", ({ text }) => {
    const once = scrubText(text).text;
    expect(factsOf(analyzeText(scrubText(once).text))).toEqual(factsOf(analyzeText(text)));
  });
});
