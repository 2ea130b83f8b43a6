import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { Deviations } from "../../../src/core/formats/text/deviations.js";
import type { DeviationRecord } from "../../../src/core/records/deviation.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { palette } from "../../../src/core/text/colors.js";
import { forTerminal } from "../../../src/core/text/escape.js";
import { documentOf, formats, NASTY, NASTY_PATH, recordsOf, samples } from "./documents.js";
import { isAnalysis, isRecord, isSarif, junitErrors } from "./schemas.js";

const whole = samples.filter(({ path }) => path.endsWith("/node-chunked.strace"));

const deviation: DeviationRecord = {
  kind: "deviation",
  capture: 0,
  path: "samples/node-chunked.strace",
  by: "baseline",
  change: "verdicts",
  fails: true,
  line: null,
  finding: null,
  counts: [{ subject: "complete", expected: 2, found: 1 }],
  message: "2 complete -> 1 complete; 1 no longer judged",
};
const fixed: DeviationRecord = {
  ...deviation,
  change: "fewer-findings",
  fails: false,
  finding: { rule: "close-outstanding", role: "server", method: "GET", target: "/a", cause: "close" },
  counts: [{ subject: "close-outstanding", expected: 1, found: 0 }],
  message: "no longer found: close-outstanding, GET /a, by close",
};
const unmet: DeviationRecord = {
  ...deviation,
  by: "expectation",
  change: "not-as-expected",
  line: 1,
  message: "expected truncated 1; found truncated 0",
};
const gone: DeviationRecord = {
  ...deviation,
  capture: null,
  path: "samples/gone.strace",
  change: "capture-not-read",
  fails: false,
  counts: [],
  message: "it is in the baseline, and no longer exists",
};

/** The document of a run over one capture, of which these deviate. */
function documentWith(format: string, ...deviations: readonly DeviationRecord[]): string {
  const lines = recordsOf(whole);
  const at = (kind: string): number => lines.findIndex((line) => line.kind === kind);
  const told = deviations.map((each) => RecordLine.of(each));
  lines.splice(at("summary"), 0, ...told.filter(({ value }) => (value as DeviationRecord).capture === null));
  lines.splice(at("capture"), 0, ...told.filter(({ value }) => (value as DeviationRecord).capture !== null));
  return documentOf(formats[format]?.() ?? {}, lines);
}

const ALL = [deviation, fixed, unmet, gone];

describe("text", () => {
  test("tells them before the summary, what fails last", () => {
    expect(documentWith("text", ...ALL)).toBe(`fixed[baseline]: samples/node-chunked.strace: no longer found:
  close-outstanding, GET /a, by close
note[baseline]: samples/gone.strace: it is in the baseline, and no longer exists
error[baseline]: samples/node-chunked.strace: 2 complete -> 1 complete; 1 no
  longer judged
error[expectation]: samples/node-chunked.strace:1: expected truncated 1; found
  truncated 0
= next: look at what changed; --update-baseline accepts it

1 response on 1 connection: 1 complete
`);
  });

  test("colours them by meaning: what is fixed is green", () => {
    const deviations = new Deviations();
    for (const each of ALL) deviations.add(each);
    const text = deviations.text({ width: 80, paint: palette(true), unicode: true });
    expect(text).toContain("\u001b[32mfixed[baseline]\u001b[39m");
    expect(text).toContain(palette(true).error("error[expectation]"));
  });

  test("shows twenty that make nothing fail, and counts the others", () => {
    const deviations = new Deviations();
    for (let count = 0; count < 25; count++) deviations.add(fixed);
    const text = deviations.text({ width: 200, paint: palette(false), unicode: true });
    expect(text.match(/^fixed/gm)).toHaveLength(20);
    expect(text).toContain("5 more that make nothing fail (--format ndjson has them)\n");
  });

  test("a path is whole on any page, and nothing in it is obeyed", () => {
    const deviations = new Deviations();
    deviations.add({ ...fixed, path: NASTY_PATH.repeat(3), message: `no longer found: GET /${NASTY.repeat(3)}` });
    const text = deviations.text({ width: 60, paint: palette(false), unicode: true });
    expect(text).toContain(forTerminal(NASTY_PATH.repeat(3)));
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

test("json and ndjson tell all of it", () => {
  const { deviations } = JSON.parse(documentWith("json", ...ALL));
  expect(deviations).toEqual([...ALL].map(({ kind: _, ...each }) => each));
  const lines = documentWith("ndjson", ...ALL)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ kind }) => kind === "deviation")).toEqual(ALL);
});

test("the documents satisfy their schemas", async () => {
  expect(isAnalysis(JSON.parse(documentWith("json", ...ALL))), JSON.stringify(isAnalysis.errors)).toBe(true);
  for (const line of documentWith("ndjson", ...ALL)
    .trimEnd()
    .split("\n"))
    expect(isRecord(JSON.parse(line)), line).toBe(true);
  expect(isSarif(JSON.parse(documentWith("sarif", ...ALL))), JSON.stringify(isSarif.errors)).toBe(true);
  expect(await junitErrors([documentWith("junit", ...ALL)])).toEqual([]);
});

test("SARIF has notifications, which are errors where they fail", () => {
  const [run] = JSON.parse(documentWith("sarif", ...ALL)).runs;
  expect(run.invocations[0].executionSuccessful).toBe(true);
  expect(run.invocations[0].toolExecutionNotifications).toMatchObject([
    {
      level: "error",
      descriptor: { id: "baseline" },
      message: { text: "2 complete -> 1 complete; 1 no longer judged." },
    },
    { level: "note", descriptor: { id: "baseline" } },
    {
      level: "error",
      descriptor: { id: "expectation" },
      locations: [{ physicalLocation: { region: { startLine: 1 } } }],
    },
    { level: "note", locations: [{ physicalLocation: { artifactLocation: { uri: "samples/gone.strace" } } }] },
  ]);
});

test("JUnit has a case for each, which fails where it does; a capture that was not read is a suite", () => {
  const xml = documentWith("junit", ...ALL);
  expect(xml).toContain('<testsuite name="samples/node-chunked.strace" tests="4" failures="2" errors="0" skipped="0">');
  expect(xml).toContain('<failure message="2 complete -&gt; 1 complete; 1 no longer judged" type="baseline">');
  expect(xml).toContain("<system-out>no longer found: close-outstanding, GET /a, by close</system-out>");
  expect(xml).toContain('<testsuite name="samples/gone.strace" tests="1" failures="0" errors="0" skipped="0">');
});

test("GitHub annotates the capture: an error where it fails, else a notice", () => {
  expect(documentWith("github", ...ALL)).toBe(
    [
      "::error file=samples/node-chunked.strace,title=unflushed%3A baseline::2 complete -> 1 complete; 1 no longer judged",
      "::notice file=samples/node-chunked.strace,title=unflushed%3A baseline::no longer found: close-outstanding, GET /a, by close",
      "::error file=samples/node-chunked.strace,line=1,title=unflushed%3A expectation::expected truncated 1; found truncated 0",
      "::notice file=samples/gone.strace,title=unflushed%3A baseline::it is in the baseline, and no longer exists",
      "",
    ].join("\n"),
  );
});

test("Markdown lists them", () => {
  const markdown = documentWith("markdown", ...ALL);
  expect(markdown).toContain("### Deviations\n\n- **fails** baseline: `samples/node-chunked.strace`: 2 complete");
  expect(markdown).toContain("- **fails** expectation: `samples/node-chunked.strace:1`: expected truncated 1");
  expect(documentWith("markdown")).not.toContain("Deviations");
});

test("csv, which has a row for each exchange, says nothing of them", () => {
  expect(documentWith("csv", ...ALL)).toBe(documentWith("csv"));
});

test("nothing in a path or a message is taken for syntax", async () => {
  const nasty = { ...fixed, path: NASTY_PATH, message: `no longer found: GET /${NASTY}` };
  expect(documentWith("github", nasty).trimEnd().split("\n")).toHaveLength(1);
  expect(documentWith("github", nasty)).not.toContain("##[");
  expect(marked.parse(documentWith("markdown", nasty), { async: false })).not.toMatch(/<script|<a |<b>|<strong>b/);
  expect(await junitErrors([documentWith("junit", nasty)])).toEqual([]);
  for (const format of ["json", "ndjson", "sarif"]) {
    const text = documentWith(format, nasty).replaceAll("\n", "");
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

test("a capture of another number takes its deviations along, and one that was not read stays none", () => {
  expect(RecordLine.of(deviation).renumbered(3).value).toMatchObject({ capture: 3 });
  expect(RecordLine.of(gone).renumbered(3).value).toMatchObject({ capture: null });
});
