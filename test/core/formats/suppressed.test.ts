import { marked } from "marked";
import { expect, test } from "vitest";
import type { FindingRecord, Suppression } from "../../../src/core/records/record.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { visible } from "../../../src/core/text/escape.js";
import { documentOf, formats, NASTY, recordsOf, samples } from "./documents.js";

const cut = samples.filter(({ path }) => path.endsWith("/hyper-14.9MB-truncated.strace"));

/** A run over one response that was cut short, its finding suppressed. */
function documentWith(format: string, suppressed: Suppression | null): string {
  const lines = recordsOf(cut).map((line) =>
    line.kind === "finding" ? RecordLine.of({ ...(line.value as FindingRecord), suppressed }) : line,
  );
  return documentOf(formats[format]?.() ?? {}, lines);
}

const known = { by: "ignore", reason: "mirrored, see #12" } as const;

test("text counts it, with who suppressed it and why", () => {
  const text = documentWith("text", known);
  expect(text).not.toContain("error[");
  expect(text).toMatch(
    /^ignored 1 finding of shut-wr-outstanding, by an entry of the ignores in the\n {2}configuration: mirrored, see #12\n\n1 of 1 response cut, 14.7 MB lost, at 10:29:48, at unix:\/run\/lab.Y6.sock\n1 response on 1 connection: 1 truncated\n/,
  );
});

test("a suppression without a reason says by what", () => {
  expect(documentWith("text", { by: "baseline", reason: null })).toMatch(
    /^known 1 finding of shut-wr-outstanding, accepted in the baseline\n/,
  );
});

test("json and ndjson tell all of it", () => {
  expect(JSON.parse(documentWith("json", known)).findings[0].suppressed).toEqual(known);
  expect(documentWith("ndjson", known)).toContain('"suppressed":{"by":"ignore","reason":"mirrored, see #12"}');
});

test("SARIF knows suppressions", () => {
  const [result] = JSON.parse(documentWith("sarif", known)).runs[0].results;
  expect(result.suppressions).toEqual([
    { kind: "external", status: "accepted", justification: "ignore: mirrored, see #12" },
  ]);
  expect(JSON.parse(documentWith("sarif", null)).runs[0].results[0]).not.toHaveProperty("suppressions");
});

test("no case of JUnit fails for it, and its text is kept", () => {
  expect(documentWith("junit", null)).toContain("<failure");
  const xml = documentWith("junit", known);
  expect(xml).not.toContain("<failure");
  expect(xml).toContain('failures="0"');
  expect(xml).toContain("<system-out>error[shut-wr-outstanding]");
});

test("GitHub annotates nothing for it", () => {
  expect(documentWith("github", null)).toContain("::error ");
  expect(documentWith("github", known)).toBe("");
});

test("Markdown lists it apart from the findings", () => {
  const markdown = documentWith("markdown", known);
  expect(markdown).not.toContain("### Findings");
  expect(markdown).toContain("### Suppressed\n\n- 1 `shut-wr-outstanding`: ignore: mirrored, see &#35;12\n");
});

test("a reason holds nothing that a terminal or a page would take for its own", () => {
  const nasty = { by: "ignore", reason: NASTY } as const;
  expect(documentWith("text", nasty).replaceAll(/\s+/g, "")).toContain(visible(NASTY).replaceAll(/\s+/g, ""));
  expect(documentWith("text", nasty)).not.toContain("\u001b");
  expect(marked.parse(documentWith("markdown", nasty), { async: false })).not.toMatch(/<script|<a |<b>|<strong>b/);
});
