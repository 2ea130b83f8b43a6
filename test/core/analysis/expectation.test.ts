import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Analyzer } from "../../../src/core/analysis/analyzer.js";
import { Expectation } from "../../../src/core/analysis/expectation.js";
import { ExpectationProblem, expectationText, expectedWords } from "../../../src/core/analysis/expectation-words.js";
import { linesOfText } from "../../../src/core/analysis/lines-of-text.js";

const sample = (name: string): string => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), "latin1");
const cut = sample("hyper-14.9MB-truncated.strace");
const many = sample("hyper-25-requests-3.3MB.strace");
const aborted = sample("hyper-client-aborts.strace");

/** What a capture expects and is not so, and the rules of the findings that it does not expect. */
function outcomeOf(text: string): { unmet: string[]; unexpected: string[] } {
  const expectation = new Expectation();
  const unexpected: string[] = [];
  const analyzer = new Analyzer({
    onLeadingLine: (line, number) => expectation.read(line, number),
    onExchange: (_connection, exchange) => expectation.countExchange(exchange),
    onFinding: (found) => {
      if (!expectation.countFinding(found)) unexpected.push(found.finding.rule.id);
    },
  });
  linesOfText(text, (...line) => analyzer.line(...line));
  analyzer.finish("text");
  const unmet = expectation.unmet(analyzer.summary);
  return { unmet: unmet.map(({ subject, expected, found }) => `${subject} ${expected} ${found}`), unexpected };
}

const met = { unmet: [], unexpected: [] };

describe("an expectation that is met, and the findings that it speaks of", () => {
  test.each([
    "# expect: truncated 1",
    "# expect: truncated 1 outstanding 14680844",
    "# expect: outstanding 14,680,844",
    "# expect: shut-wr-outstanding 1",
    "# expect: findings 1 responses 1 connections 1",
    "#expect: truncated 1\n# another comment\n\n# Expect: outstanding 14680844 overrun 0",
  ])("%s", (comment) => {
    expect(outcomeOf(`${comment}\n${cut}`)).toEqual(met);
  });
});

describe("one that is not met says what was found", () => {
  test.each<[comment: string, unmet: string[], unexpected?: string[]]>([
    ["# expect: truncated 2", ["truncated 2 1"]],
    ["# expect: truncated 1 outstanding 14680845", ["outstanding 14680845 14680844"]],
    ["# expect: truncated 1 close-outstanding 1", ["close-outstanding 1 0"]],
    ["# expect: shut-wr-outstanding 1 connections 3", ["connections 3 1"]],
    ["# expect: findings 0", ["findings 0 1"], ["shut-wr-outstanding"]],
  ])("%s", (comment, unmet, unexpected = []) => {
    expect(outcomeOf(`${comment}\n${cut}`)).toEqual({ unmet, unexpected });
  });
});

test("once a verdict is named, truncated and overrun are 0 where they are not", () => {
  expect(outcomeOf(`# expect: complete 6\n${many}`)).toMatchObject({ unmet: ["truncated 0 19"] });
  expect(outcomeOf(`# expect: complete 6 truncated 19\n${many}`)).toMatchObject({ unmet: [] });
  expect(outcomeOf(`# expect: responses 25\n${many}`)).toMatchObject({ unmet: [] });
});

test("a finding that the expectation does not speak of counts as ever", () => {
  expect(outcomeOf(`# expect: responses 1\n${cut}`)).toEqual({ unmet: [], unexpected: ["shut-wr-outstanding"] });
  // near misses of responses that are complete
  const { unexpected } = outcomeOf(`# expect: complete 6 truncated 19\n${many}`);
  expect(new Set(unexpected)).toEqual(new Set(["race-window"]));
  expect(unexpected).toHaveLength(6);
});

test("of more findings than were expected the later ones count", () => {
  const { unexpected } = outcomeOf(`# expect: truncated 17 race-window 6\n${many}`);
  expect(unexpected).toEqual(["shut-wr-outstanding", "shut-wr-outstanding"]);
});

test("a peer that hung up is expected as any verdict", () => {
  expect(outcomeOf(`# expect: aborted-by-peer 1\n${aborted}`)).toEqual(met);
});

test("without an expectation every finding counts, and nothing is unmet", () => {
  expect(outcomeOf(cut)).toEqual({ unmet: [], unexpected: ["shut-wr-outstanding"] });
});

describe("only what stands before the first line of strace is read", () => {
  const [first = "", ...others] = cut.split("\n");
  const rest = others.join("\n");

  test.each([
    ["behind the first line", `${first}\n# expect: truncated 7\n${rest}`],
    ["at the end", `${cut}# expect: truncated 7\n`],
    ["behind half a call", `10 accept4(3, <unfinished ...>\n# expect: truncated 7\n${cut}`],
    ["behind a message of strace's", `strace: Process 7 attached\n# expect: truncated 7\n${cut}`],
    ["glued to a line of strace's", `# expect: truncated 7 ${cut}`],
  ])("%s it is the program's own text", (_where, text) => {
    expect(outcomeOf(text).unexpected).toEqual(["shut-wr-outstanding"]);
  });

  test("other text may stand before it", () => {
    expect(outcomeOf(`# strace -f -o x ./server\nlistening on 8080\n# expect: truncated 1\n${cut}`)).toEqual(met);
  });
});

describe("what cannot be understood says why", () => {
  test.each([
    ["# expect: truncatd 1", "there is nothing called truncatd (did you mean truncated?)"],
    [
      "# expect: shut-wr-outstandin 1",
      "there is nothing called shut-wr-outstandin (did you mean shut-wr-outstanding?)",
    ],
    ["# expect: everything 1", "there is nothing called everything"],
    ["# expect: constructor 1", "there is nothing called constructor"],
    ["# expect: truncated", "truncated has no number"],
    ["# expect: truncated one", "one is no number of truncated"],
    ["# expect: truncated -1", "-1 is no number of truncated"],
    ["# expect: truncated 1,00", "1,00 is no number of truncated"],
    ["# expect: truncated 1 truncated 1", "truncated is in it twice"],
    ["# expect:", "it expects nothing: add a verdict and a number"],
    ["# expect truncated 1", "it begins with expect instead of expect:"],
    ["# expects: truncated 1", "it begins with expects: instead of expect:"],
  ])("%s", (comment, reason) => {
    expect(() => expectedWords(comment)).toThrow(new ExpectationProblem(reason));
  });

  test("rules of somebody's own can be named where they are known", () => {
    expect(() => expectedWords("# expect: my-rule 1")).toThrow(ExpectationProblem);
    expect(expectedWords("# expect: my-rule 1", ["my-rule"])).toEqual(new Map([["my-rule", 1]]));
  });

  test("two lines must not contradict each other", () => {
    const expectation = new Expectation();
    expectation.read("# expect: truncated 1", 1);
    expect(() => expectation.read("# expect: truncated 2", 2)).toThrow(
      new ExpectationProblem("truncated is in it twice"),
    );
  });

  test.each([
    "# strace -f ./server",
    "# expected to fail until July",
    "expect: truncated 1",
    "#",
    "# -",
  ])("any other text is none: %s", (comment) => {
    expect(expectedWords(comment)).toBeNull();
  });
});

test("no text whatever does anything but state an expectation, say why not, or mean nothing", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom("", "# expect: ", "# expect: truncated "), (text, start) => {
      try {
        const words = expectedWords(start + text);
        if (words) expect(expectedWords(`# expect: ${expectationText(words)}`)).toEqual(words);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpectationProblem);
      }
    }),
  );
});
