import { describe, expect, test } from "vitest";
import { linesOfText } from "../../../src/core/analysis/lines-of-text.js";
import { analyzeText, type CaptureAnalysis } from "../../../src/index.js";
import { Learner } from "../../../src/tools/scrub/learner.js";
import { Pseudonyms } from "../../../src/tools/scrub/pseudonyms.js";
import { scrubText } from "../../../src/tools/scrub/scrub-text.js";
import { recordings, specCases } from "./captures.js";

/** All of an analysis but the names that are replaced: targets, addresses, servers and unusual methods. */
function factsOf({ capture, connections, findings, summary }: CaptureAnalysis) {
  const { recordedWith: _options, answersOn, ...facts } = capture;
  const { servers: _addresses, ...counts } = summary;
  return {
    facts,
    answersOn: answersOn.length,
    counts,
    connections: connections.map(({ local, peer, tls, exchanges, ...connection }) => ({
      ...connection,
      tls: tls && [tls.serverName?.length, tls.applicationProtocols.map((name) => name.length)],
      hasNames: [local !== null, peer !== null],
      exchanges: exchanges.map(({ request, calls: _calls, ...exchange }) => ({
        ...exchange,
        request: request && { line: request.line, method: request.method.length },
      })),
    })),
    findings: findings.map(({ finding: { rule, level, line, relatedLines, evidence }, exchange, origin }) => ({
      rule: rule.id,
      level,
      line,
      relatedLines,
      evidence,
      exchange,
      origin: origin && [origin.connection.id, origin.index],
    })),
  };
}

/**
 * Scrubbing takes off what their verdicts rest on: numbers, masks, names of files, calls that share a line, the header lines
 * that stand in buffers after a cut one, a length that no body has.
 */
const REFUSED =
  /: (?:A gap in the numbers|A gap before the connection|Lines that grep -n chose|Pids that a person masked, where|Calls whose line ends|A head that goes on in buffers|The ends of the files|A Content-Length beyond)/;
const [refused, given] = [true, false].map((is) => specCases.filter(({ name }) => REFUSED.test(name) === is));

test.each(refused ?? [])("is refused, since its verdicts would change: $name", ({ text }) => {
  const learner = new Learner(new Pseudonyms(), "text");
  const { text: scrubbed, before } = scrubText(text);
  linesOfText(scrubbed, (bytes, start, end, pid, isCut) => learner.line(bytes, start, end, pid, isCut));
  expect(before.equals(learner.finish().digest)).toBe(false);
});

describe("a scrubbed capture gives the verdicts and findings of the capture", () => {
  test.each(given ?? [])("$name", ({ text }) => void expectSameVerdicts(text, factsOf(analyzeText(text))));

  test.each(recordings)("$name, and the same when it is scrubbed again", ({ text }) => {
    const facts = factsOf(analyzeText(text));
    expectSameVerdicts(expectSameVerdicts(text, facts), facts);
  });
});

/** Scrubs a capture, and returns what comes of it. */
function expectSameVerdicts(text: string, facts: ReturnType<typeof factsOf>): string {
  const scrubbed = scrubText(text).text;
  expect(scrubbed.split("\n")).toHaveLength(text.split("\n").length);
  expect(factsOf(analyzeText(scrubbed))).toEqual(facts);
  return scrubbed;
}
