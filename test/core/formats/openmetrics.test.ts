import { describe, expect, test } from "vitest";
import { CounterFamily } from "../../../src/core/formats/openmetrics/family.js";
import type { RecordLine } from "../../../src/core/records/record-line.js";
import { documentOf, firing, formats, NASTY, nasty, recordsOf, samples } from "./documents.js";
import { parseOpenMetrics, type Sample } from "./openmetrics-parser.js";

const documentWith = (lines: readonly RecordLine[]): string => documentOf(formats.openmetrics?.() ?? {}, lines);
const samplesOf = (...captures: Parameters<typeof recordsOf>): Sample[] =>
  parseOpenMetrics(documentWith(recordsOf(...captures)));
const sum = (all: readonly Sample[], name: string): number =>
  all.filter((each) => each.name === name).reduce((total, { value }) => total + value, 0);

test("counters by server, status, verdict and rule", () => {
  const capture = samples.filter(({ path }) => path.endsWith("hyper-25-requests-3.3MB.strace"));
  expect(documentWith(recordsOf(capture))).toBe(`\
# HELP unflushed_responses Responses, by what became of them.
# TYPE unflushed_responses counter
unflushed_responses_total{server="unix:/run/lab.V9tU.sock",status="200",verdict="complete"} 6
unflushed_responses_total{server="unix:/run/lab.V9tU.sock",status="200",verdict="truncated"} 19
# HELP unflushed_lost_bytes Body bytes that were lost, once at their origin.
# TYPE unflushed_lost_bytes counter
unflushed_lost_bytes_total{server="unix:/run/lab.V9tU.sock"} 58536017
# HELP unflushed_losses_of_unknown_size Truncated responses of which the capture does not show how much is missing.
# TYPE unflushed_losses_of_unknown_size counter
unflushed_losses_of_unknown_size_total{server="unix:/run/lab.V9tU.sock"} 0
# HELP unflushed_findings Findings that nothing accepts.
# TYPE unflushed_findings counter
unflushed_findings_total{rule="race-window",level="note"} 6
unflushed_findings_total{rule="shut-wr-outstanding",level="error"} 19
# HELP unflushed_suppressed_findings Findings that an ignore, a baseline, an expectation or a path accepts.
# TYPE unflushed_suppressed_findings counter
# HELP unflushed_captures Captures that were read.
# TYPE unflushed_captures counter
unflushed_captures_total 1
# HELP unflushed_capture_failures Captures that could not be read to their end.
# TYPE unflushed_capture_failures counter
unflushed_capture_failures_total 0
# EOF
`);
});

test("what is counted adds up to the summary", () => {
  const lines = recordsOf([...samples, ...firing], [{ path: "x.gz", text: "x.gz is damaged" }]);
  const all = parseOpenMetrics(documentWith(lines));
  const { value: summary } = lines.at(-1) as RecordLine<"summary">;
  expect(sum(all, "unflushed_responses_total")).toBe(summary.responses);
  expect(sum(all, "unflushed_lost_bytes_total")).toBe(summary.lostBytes);
  expect(sum(all, "unflushed_losses_of_unknown_size_total")).toBe(summary.lostUnknown);
  expect(sum(all, "unflushed_findings_total")).toBe(summary.findings);
  expect(sum(all, "unflushed_captures_total")).toBe(summary.captures);
  expect(sum(all, "unflushed_capture_failures_total")).toBe(1);
  const truncated = all.filter(({ labels }) => labels.verdict === "truncated");
  expect(sum(truncated, "unflushed_responses_total")).toBe(summary.truncated);
});

test("what the capture does not show is unknown", () => {
  const [response] = samplesOf(samples.filter(({ path }) => path.endsWith("hyper-network-only.strace")));
  expect(response?.labels).toMatchObject({ status: "unknown", verdict: "undetermined" });
});

describe("the names of a traced program stay inside their labels", () => {
  test("nothing of them is taken for a quote, a line or another label", () => {
    const [response] = samplesOf([nasty]);
    expect(response?.labels.server).toMatch(/^unix:\/run\/=1\+1/);
    expect(response?.labels.server).toContain(NASTY.slice(NASTY.indexOf("]]>"), NASTY.indexOf('"')));
    expect(Object.keys(response?.labels ?? {})).toEqual(["server", "status", "verdict"]);
  });

  test("a quote, a backslash and a line end", () => {
    const family = new CounterFamily("x", 'a "b" \\ c', ["label"]);
    family.add({ label: 'a"} 1\n# EOF\n\\' });
    const [sample] = parseOpenMetrics(`${family.text}# EOF\n`);
    expect(sample?.labels.label).toBe('a"} 1\\x0a# EOF\\x0a\\');
  });
});

describe("there are never more series than a store of metrics bears", () => {
  test("beyond a thousand values, a label is other", () => {
    const family = new CounterFamily("x", "y", ["server"]);
    for (let each = 0; each < 1500; each++) family.add({ server: `10.0.${each >> 8}.${each & 255}:80` });
    const all = parseOpenMetrics(`${family.text}# EOF\n`);
    expect(all).toHaveLength(1001);
    expect(all.find(({ labels }) => labels.server === "other")?.value).toBe(500);
  });

  test("beyond ten thousand series, all labels are", () => {
    const family = new CounterFamily("x", "y", ["a", "b"]);
    for (let each = 0; each < 12_000; each++) family.add({ a: `${each % 110}`, b: `${Math.floor(each / 110)}` });
    const all = parseOpenMetrics(`${family.text}# EOF\n`);
    expect(all).toHaveLength(10_001);
    expect(all.at(-1)).toEqual({ name: "x_total", labels: { a: "other", b: "other" }, value: 2000 });
  });
});

describe("the parser of these tests is strict", () => {
  test.each([
    ["no end", "# HELP a b\n# TYPE a counter\n"],
    ["a blank line", "# HELP a b\n# TYPE a counter\n\n# EOF\n"],
    ["a line without _total", "# HELP a b\n# TYPE a counter\na 1\n# EOF\n"],
    ["a series twice", '# HELP a b\n# TYPE a counter\na_total{b="c"} 1\na_total{b="c"} 2\n# EOF\n'],
    ["a family twice", "# HELP a b\n# TYPE a counter\n# HELP a b\n# TYPE a counter\n# EOF\n"],
    ["an open quote", '# HELP a b\n# TYPE a counter\na_total{b="c} 1\n# EOF\n'],
    ["a backslash before another character", '# HELP a b\n# TYPE a counter\na_total{b="\\x"} 1\n# EOF\n'],
  ])("%s", (_, text) => {
    expect(() => parseOpenMetrics(text)).toThrow();
  });
});
