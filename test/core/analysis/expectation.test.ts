import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Analyzer } from "../../../src/analyze/analyzer.js";
import { Expectation } from "../../../src/core/analysis/expectation.js";
import { ExpectationProblem } from "../../../src/core/analysis/expectation-problem.js";
import { expectationText, expectedWords } from "../../../src/core/analysis/expectation-words.js";
import { linesOfText } from "../../../src/core/analysis/lines-of-text.js";

const sample = (name: string): string => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), "latin1");
const cut = sample("hyper-14.9MB-truncated.strace");
const many = sample("hyper-25-requests-3.3MB.strace");
const aborted = sample("hyper-client-aborts.strace");

/** The unmet counts of a capture, and the rules of its unexpected findings. */
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

describe("an expectation that is met suppresses the findings that it names", () => {
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

describe("an expectation that is not met reports what was found", () => {
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

test("an expectation that names a verdict expects 0 truncated and 0 overrun unless it says otherwise", () => {
  expect(outcomeOf(`# expect: complete 6\n${many}`)).toMatchObject({ unmet: ["truncated 0 19"] });
  expect(outcomeOf(`# expect: complete 6 truncated 19\n${many}`)).toMatchObject({ unmet: [] });
  expect(outcomeOf(`# expect: responses 25\n${many}`)).toMatchObject({ unmet: [] });
});

test("a finding that the expectation does not name still counts", () => {
  expect(outcomeOf(`# expect: responses 1\n${cut}`)).toEqual({ unmet: [], unexpected: ["shut-wr-outstanding"] });
  // race-window is about complete responses
  const { unexpected } = outcomeOf(`# expect: complete 6 truncated 19\n${many}`);
  expect(new Set(unexpected)).toEqual(new Set(["race-window"]));
  expect(unexpected).toHaveLength(6);
});

test("findings beyond the expected number count", () => {
  const { unexpected } = outcomeOf(`# expect: truncated 17 race-window 6\n${many}`);
  expect(unexpected).toEqual(["shut-wr-outstanding", "shut-wr-outstanding"]);
});

test("aborted-by-peer can be expected like any verdict", () => {
  expect(outcomeOf(`# expect: aborted-by-peer 1\n${aborted}`)).toEqual(met);
});

test("without an expectation every finding counts, and nothing is unmet", () => {
  expect(outcomeOf(cut)).toEqual({ unmet: [], unexpected: ["shut-wr-outstanding"] });
});

describe("only lines before the first line of strace are read", () => {
  const [first = "", ...others] = cut.split("\n");
  const rest = others.join("\n");

  test.each([
    ["after the first line", `${first}\n# expect: truncated 7\n${rest}`],
    ["at the end", `${cut}# expect: truncated 7\n`],
    ["after an unfinished call", `10 accept4(3, <unfinished ...>\n# expect: truncated 7\n${cut}`],
    ["after a message of strace", `strace: Process 7 attached\n# expect: truncated 7\n${cut}`],
    ["on the same line as strace output", `# expect: truncated 7 ${cut}`],
  ])("%s it is the program's own text", (_where, text) => {
    expect(outcomeOf(text).unexpected).toEqual(["shut-wr-outstanding"]);
  });

  test("other text may come before it", () => {
    expect(outcomeOf(`# strace -f -o x ./server\nlistening on 8080\n# expect: truncated 1\n${cut}`)).toEqual(met);
  });
});

describe("an expectation that is not understood is refused with the reason", () => {
  test.each([
    ["# expect: truncatd 1", "there is nothing called truncatd (did you mean truncated?)"],
    [
      "# expect: shut-wr-outstandin 1",
      "there is nothing called shut-wr-outstandin (did you mean shut-wr-outstanding?)",
    ],
    ["# expect: everything 1", "there is nothing called everything"],
    ["# expect: constructor 1", "there is nothing called constructor"],
    ["# expect: truncated", "truncated has no number"],
    ["# expect: truncated one", "truncated has one, which is not a number"],
    ["# expect: truncated -1", "truncated has -1, which is not a number"],
    ["# expect: truncated 1,00", "truncated has 1,00, which is not a number"],
    ["# expect: truncated 1 truncated 1", "truncated is in it twice"],
    ["# expect:", "it expects nothing: add a verdict and a number"],
    ["# expect truncated 1", "it begins with expect instead of expect:"],
    ["# expects: truncated 1", "it begins with expects: instead of expect:"],
  ])("%s", (comment, reason) => {
    expect(() => expectedWords(comment)).toThrow(new ExpectationProblem(reason));
  });

  test("custom rules can be named if they are known", () => {
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
  ])("any other text is ignored: %s", (comment) => {
    expect(expectedWords(comment)).toBeNull();
  });
});

test("any text is an expectation, is refused with a reason, or is ignored", () => {
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
