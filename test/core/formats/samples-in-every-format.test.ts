import { describe, expect, test } from "vitest";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { documentOf, firing, formats, nasty, recordsOf, samples } from "./documents.js";
import { isAnalysis, isRecord, isSarif, junitErrors } from "./schemas.js";

const captures = [...samples, ...firing, nasty];

describe("each capture's document satisfies the schema of its format", () => {
  test.each(captures)("json, ndjson and sarif: $path", (capture) => {
    const lines = recordsOf([capture], [{ path: capture.path, text: "it is damaged" }], [capture.path]);
    const json = JSON.parse(documentOf(formats.json?.() ?? {}, lines));
    expect(isAnalysis(json), JSON.stringify(isAnalysis.errors)).toBe(true);
    for (const line of documentOf(formats.ndjson?.() ?? {}, lines)
      .trimEnd()
      .split("\n")) {
      expect(isRecord(JSON.parse(line)), `${line}: ${JSON.stringify(isRecord.errors)}`).toBe(true);
    }
    const sarif = JSON.parse(documentOf(formats.sarif?.() ?? {}, lines));
    expect(isSarif(sarif), JSON.stringify(isSarif.errors)).toBe(true);
  });

  test("junit: all of them", async () => {
    const documents = captures.map((capture) => documentOf(formats.junit?.() ?? {}, recordsOf([capture])));
    expect(await junitErrors(documents)).toEqual([]);
  });

  test("the schema of junit refuses what is no JUnit", async () => {
    expect(await junitErrors(['<testsuites><testsuite name="a" tests="1"/></testsuites>'])).not.toEqual([]);
  });
});

describe("every format can be made of the lines of ndjson alone", () => {
  const original = recordsOf(captures, [{ path: "damaged.gz", text: "it is damaged" }], ["README.md"]);
  const lines = documentOf(formats.ndjson?.() ?? {}, original)
    .trimEnd()
    .split("\n");

  test.each(Object.entries(formats))("%s", (_, format) => {
    const again = lines.map((line) => RecordLine.read(line));
    expect(documentOf(format(), again)).toBe(documentOf(format(), original));
  });

  test("with other numbers for the captures it is as if they had been read in that order", () => {
    const [first, second] = [samples[0], samples[1]].map((sample) => recordsOf(sample ? [sample] : []));
    const moved = second?.map((line) => RecordLine.read(line.text).renumbered(1, 1)) ?? [];
    const together = recordsOf(samples.slice(0, 2));
    const merged = [
      ...together.slice(0, 1),
      ...(first ?? []).slice(1, -1),
      ...moved.slice(1, -1),
      ...together.slice(-1),
    ];
    for (const format of Object.values(formats))
      expect(documentOf(format(), merged)).toBe(documentOf(format(), together));
  });
});
