import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { plainContext } from "../../../src/core/formats/context.js";
import { csvFormat } from "../../../src/core/formats/csv.js";
import { formatNamed } from "../../../src/core/formats/index.js";
import type { FindingRecord, PathExchange } from "../../../src/core/records/record.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { both, bothHidden } from "../../tools/path/hops.js";
import { documentOf, formats, NASTY, NASTY_PATH, recordsOf } from "./documents.js";
import { isRecord, isSarif, junitErrors } from "./schemas.js";

const PASSED_ON = [{ path: "both.strace", text: both }];
const HIDDEN = [{ path: "hidden.strace", text: bothHidden }];

/** The document of a run, in which the finding of the passing hop is as `change` has it. */
function documentWith(
  format: string,
  captures = PASSED_ON,
  change: (found: FindingRecord) => object = () => ({}),
): string {
  return documentOf(formats[format]?.() ?? {}, recordsWith(captures, change));
}

function recordsWith(captures = PASSED_ON, change: (found: FindingRecord) => object = () => ({})): RecordLine[] {
  return recordsOf(captures).map((line) => {
    const found = line.kind === "finding" ? (line.value as FindingRecord) : null;
    return found?.hops ? RecordLine.of({ ...found, ...change(found) }) : line;
  });
}

/** The last hops as if they were of another capture. */
const elsewhere = (path: string) => (found: FindingRecord) => ({
  hops: found.hops?.map((hop, at) => (at === 2 ? { ...hop, capture: 1 } : hop)),
  origin: { ...found.origin, capture: 1, path },
});
/** The same as `strace -s 32` shows it, if the strings end before the empty line of a head. */
const withoutEndsOfHeads = (text: string) => text.replaceAll(/(Content-Length: 1000)\\r\\n\\r\\n[^"]*/g, "$1\\r\\n");
const TABLE = /pid 10 +sent [^=]*pid 10 +received [^=]*pid 20 +sent [^=]*bytes were lost here first\n/;

describe("text", () => {
  test("the hops stand below the origin, and the last one is named as it", () => {
    const text = documentWith("text");
    expect(text).toContain("origin: the upstream response on c3, line 9, 127.0.0.1:9000 (pid 20),");
    expect(text).toMatch(TABLE);
    expect(text).not.toContain("in another capture");
  });

  test("a hop that hid the loss says so", () => {
    expect(documentWith("text", HIDDEN)).toMatch(/502 .*complete\n +hid it: a whole response\n/);
  });

  test("a number that may count hidden bytes of a head says that it is at most so many", () => {
    const text = documentWith("text", [{ path: "short.strace", text: withoutEndsOfHeads(both) }]).replaceAll(
      /\s+/g,
      " ",
    );
    expect(text).toMatch(/received short: at most ([\d,]+) of 1,000 body bytes .* pid 10 sent at most \1 of 1,000 /);
    expect(text).toMatch(/was short already: at most [\d,]+ of 1,000 bytes/);
  });

  test("if the origin is not known, no hop is named as it, and the reason stands below", () => {
    const text = documentWith("text", PASSED_ON, () => ({ undecided: "upstream-not-seen" }));
    expect(text).toContain("bytes were perhaps lost here first");
    expect(text).not.toContain("bytes were lost here first");
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      "= origin unknown: upstream-not-seen: the program ended its response",
    );
  });

  test("the capture of a hop is named if it is another one, as far as it is known", () => {
    const text = documentWith("text", PASSED_ON, elsewhere("web/origin.strace"));
    expect(text).toContain("c3 of web/origin.strace, line 9");
    expect(text).toMatch(/web\/origin\.strace +close/);
    const middle = documentWith("text", PASSED_ON, (found) => ({
      hops: found.hops?.map((hop, at) => (at === 1 ? { ...hop, capture: 2 } : hop)),
    }));
    expect(middle).toMatch(/another capture +eof/);
    const named = documentWith("text", PASSED_ON, (found) => ({
      hops: found.hops?.map((hop, at) => (at === 1 ? { ...hop, capture: 2, path: "mid.strace" } : hop)),
    }));
    expect(named).toMatch(/mid\.strace +eof/);
  });

  test("echoes of one capture's losses share a line, which names it", () => {
    const echo = (found: FindingRecord) => ({
      suppressed: { by: "path", reason: `bytes were lost first at ${found.connection} of x.strace` },
      origin: { ...found.origin, path: "x.strace" },
    });
    const text = documentWith("text", PASSED_ON, echo);
    expect(text).toContain(
      "elsewhere 1 finding of passed-on-short: bytes were lost first in x.strace, where\n  that is reported\n",
    );
  });
});

test("SARIF leads from the origin to the finding, each hop at a line of its own capture", () => {
  const document = JSON.parse(documentWith("sarif", PASSED_ON, elsewhere("web/origin.strace")));
  expect(isSarif(document), JSON.stringify(isSarif.errors)).toBe(true);
  const result = document.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === "passed-on-short");
  const [{ locations }] = result.codeFlows[1].threadFlows; // the first is that of the calls
  const places = locations.map(({ location }: { location: SarifLocation }) => placeOf(location));
  expect(places).toEqual(["web/origin.strace:10", "both.strace:13", "both.strace:15"]);
  expect(result.relatedLocations.map(placeOf).slice(-2)).toEqual(["both.strace:13", "web/origin.strace:10"]);
  expect(new Set(result.relatedLocations.map(({ id }: { id: number }) => id)).size).toBe(
    result.relatedLocations.length,
  );
});

interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number };
  };
}

function placeOf({ physicalLocation: { artifactLocation, region } }: SarifLocation): string {
  return `${artifactLocation.uri}:${region.startLine}`;
}

test("csv has the origin's capture, connection and exchange", () => {
  const rows = (captures = PASSED_ON, change = (_: FindingRecord): object => ({})): string[] =>
    documentOf(csvFormat(plainContext), recordsWith(captures, change)).split("\r\n");
  expect(rows()[0]).toMatch(/,stream,origin_capture,origin_connection,origin_exchange,time,/);
  expect(rows().find((row) => row.includes("passed-on-short"))).toMatch(/,http\/1,,both\.strace,c3,0,,,,$/);
  expect(rows().find((row) => row.includes("close-outstanding"))).toMatch(/,http\/1,,,,,,,,$/);
  expect(rows(PASSED_ON, elsewhere("x.strace")).some((row) => row.endsWith(",x.strace,c3,0,,,,"))).toBe(true);
});

test("github, markdown and junit have the origin in words", async () => {
  const words = "the upstream response on c3, line 9, 127.0.0.1:9000 (pid 20), was short already: 100 of 1,000 bytes";
  expect(documentWith("github")).toContain(words);
  const html = await marked.parse(documentWith("markdown"));
  expect(html.replaceAll("\\", "")).toContain(words);
  const xml = documentWith("junit");
  expect(xml.replaceAll("&#10;", "\n")).toMatch(TABLE);
  expect(await junitErrors([xml])).toEqual([]);
});

test("records with hops fit their schema", () => {
  const change = (found: FindingRecord) => ({ ...elsewhere("x.strace")(found), undecided: "several-candidates" });
  for (const { value } of recordsWith(PASSED_ON, change))
    expect(isRecord(value), JSON.stringify(isRecord.errors)).toBe(true);
});

test.each(
  Object.keys(formats).filter((name) => !formatNamed(name)?.isBinary),
)("%s: a name of a hop's capture or address is only text", (format) => {
  const nasty = (found: FindingRecord) => ({
    hops: found.hops?.map((hop: PathExchange, at) => ({
      ...hop,
      address: NASTY,
      ...(at === 1 && { capture: 2, path: NASTY_PATH }),
    })),
    origin: { ...found.origin, capture: 1, path: NASTY_PATH },
  });
  const document = documentWith(format, PASSED_ON, nasty);
  expect(document).not.toMatch(/(?![\r\n])\p{Cc}|[\u202e\u2028]/u);
  expect(document).not.toMatch(/^\s*::error::x/m);
  expect(document).not.toContain("##[add-mask]");
});
