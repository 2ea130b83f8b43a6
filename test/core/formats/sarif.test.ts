import { describe, expect, test } from "vitest";
import { plainContext, type TextOfLines } from "../../../src/core/formats/context.js";
import { messageText, uriOf } from "../../../src/core/formats/sarif/locations.js";
import { sarifFormat } from "../../../src/core/formats/sarif/sarif.js";
import { visible } from "../../../src/core/text/escape.js";
import { fnv1a } from "../../../src/core/text/fingerprint.js";
import { rules } from "../../../src/index.js";
import {
  type Capture,
  documentOf,
  firing,
  formats,
  NASTY,
  NASTY_PATH,
  nasty,
  recordsOf,
  samples,
} from "./documents.js";
import { isSarif } from "./schemas.js";

interface Region {
  readonly startLine: number;
  readonly snippet?: { readonly text: string };
}
interface Located {
  readonly physicalLocation: { readonly region: Region };
  readonly message: { readonly text: string };
}

function runOf(...captures: Parameters<typeof recordsOf>) {
  return JSON.parse(documentOf(formats.sarif?.() ?? {}, recordsOf(...captures))).runs[0];
}
const sample = (name: string): Capture => samples.find(({ path }) => path.endsWith(name)) as Capture;
const [truncated, many] = [sample("hyper-14.9MB-truncated.strace"), sample("hyper-25-requests-3.3MB.strace")];

test("the capture and the line that ended the response are the location, the calls before it are related", () => {
  const [result] = runOf([truncated]).results;
  expect(result).toMatchObject({
    ruleId: "shut-wr-outstanding",
    ruleIndex: 0,
    level: "error",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "samples/hyper-14.9MB-truncated.strace" },
          region: { startLine: 68 },
        },
      },
    ],
    relatedLocations: [
      { physicalLocation: { region: { startLine: 66 } }, message: { text: "writev 14,900,108 -> 219,264 (short)" } },
      { physicalLocation: { region: { startLine: 67 } }, message: { text: "writev 14,680,844 -> EAGAIN" } },
    ],
  });
});

test("the code flow is the calls of the finding, each at its line, with its part in what happened", () => {
  const [{ codeFlows, locations }] = runOf([truncated]).results;
  const [{ threadFlows }] = codeFlows;
  const steps = threadFlows[0].locations.map(
    ({ location, executionOrder }: { location: Located; executionOrder: number }) => [
      executionOrder,
      location.physicalLocation.region.startLine,
      location.message.text,
    ],
  );
  expect(steps).toEqual([
    [1, 66, "the response begins, the last bytes are accepted: writev 14,900,108 -> 219,264 (short)"],
    [2, 67, "the rest is refused: writev 14,680,844 -> EAGAIN"],
    [3, 68, "the response ends with 14,680,844 bytes missing: shutdown SHUT_WR"],
  ]);
  expect(steps.at(-1)?.[1]).toBe(locations[0].physicalLocation.region.startLine);
});

test("every finding has one", () => {
  for (const { codeFlows, ruleId } of runOf([...samples, ...firing]).results) {
    expect(codeFlows[0].threadFlows[0].locations.length, ruleId).toBeGreaterThan(0);
  }
});

test("the message and the properties say when it was and who the peer was", () => {
  const lines = recordsOf([truncated]);
  const format = sarifFormat({ ...plainContext, date: "2026-12-01" });
  const [{ message, properties }] = JSON.parse(documentOf(format, lines)).runs[0].results;
  expect(message.text).toContain(", c1, peer inode 415643, at 2026-12-01T10:29:48.110)");
  expect(properties).toMatchObject({ peer: "inode 415643", clock: "day", wallClock: "2026-12-01T10:29:48.110" });
});

describe("the text of a line", () => {
  const textOfLines =
    (text: string): TextOfLines =>
    (_, numbers) =>
      new Map([...numbers].map((number) => [number, text.split("\n")[number - 1] ?? ""]));
  const regionsOf = (capture: Capture, texts: TextOfLines): Region[] => {
    const document = documentOf(sarifFormat({ ...plainContext, textOfLines: texts }), recordsOf([capture]));
    expect(isSarif(JSON.parse(document)), JSON.stringify(isSarif.errors)).toBe(true);
    const [{ locations, relatedLocations, codeFlows }] = JSON.parse(document).runs[0].results;
    const steps = codeFlows[0].threadFlows[0].locations.map(({ location }: { location: Located }) => location);
    return [...locations, ...relatedLocations, ...steps].map(
      ({ physicalLocation }: Located) => physicalLocation.region,
    );
  };

  test("is the snippet of each region, shortened in its middle", () => {
    const lines = truncated.text.split("\n");
    for (const { startLine, snippet } of regionsOf(truncated, textOfLines(truncated.text))) {
      const line = lines[startLine - 1] ?? "";
      expect(snippet?.text.length).toBeLessThanOrEqual(400);
      expect(snippet?.text.slice(0, 50)).toBe(line.slice(0, 50));
      expect(snippet?.text.slice(-50)).toBe(line.slice(-50)); // what the call returned
    }
  });

  test("is escaped", () => {
    const regions = regionsOf(truncated, () => new Map([[68, `68 shutdown ${NASTY}\u202e`]]));
    const snippets = regions.flatMap(({ snippet }) => (snippet ? [snippet.text] : []));
    expect(snippets).toEqual([visible(`68 shutdown ${NASTY}\u202e`), visible(`68 shutdown ${NASTY}\u202e`)]);
  });

  test("is left out if it cannot be read", () => {
    for (const region of regionsOf(truncated, () => new Map())) expect(region).not.toHaveProperty("snippet");
  });
});

describe("notes", () => {
  const notesOf = (showsAllNotes: boolean) =>
    JSON.parse(documentOf(sarifFormat({ ...plainContext, showsAllNotes }), recordsOf([many]))).runs[0].results.filter(
      ({ level }: { level: string }) => level === "note",
    );

  test("are folded: a result for each rule, with their number", () => {
    expect(notesOf(false)).toMatchObject([{ ruleId: "race-window", occurrenceCount: 6 }]);
  });

  test("are results of their own with --notes", () => {
    expect(notesOf(true)).toHaveLength(6);
    for (const note of notesOf(true)) expect(note).not.toHaveProperty("occurrenceCount");
  });

  test("errors are never folded", () => {
    const { results } = JSON.parse(documentOf(sarifFormat(plainContext), recordsOf([many]))).runs[0];
    expect(results.filter(({ level }: { level: string }) => level === "error")).toHaveLength(19);
  });
});

test("every rule is there, with its page in Markdown and its level", () => {
  const { tool, results } = runOf(firing);
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
  for (const rule of tool.driver.rules) expect(rule.help.markdown).toContain("## How to fix it");
  for (const { ruleId, ruleIndex, level } of results) {
    expect(rules[ruleIndex]).toMatchObject({ id: ruleId, level });
  }
  expect(new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId)).size).toBe(rules.length);
});

test("what could not be read makes the execution unsuccessful, what could not be seen is a notification", () => {
  const network = sample("hyper-network-only.strace");
  const [invocation] = runOf([network], [{ path: "x.gz", text: "x.gz is damaged" }]).invocations;
  expect(invocation.executionSuccessful).toBe(false);
  expect(invocation.toolExecutionNotifications).toMatchObject([
    { level: "error", descriptor: { id: "capture-damaged" }, message: { text: "x.gz is damaged" } },
    { level: "warning", descriptor: { id: "writes-not-traced" } },
  ]);
  expect(runOf([network]).invocations[0].executionSuccessful).toBe(true);
});

describe("fingerprints", () => {
  type Result = { partialFingerprints: Record<string, string>; locations: object[] };
  const printsOf = (capture: Capture): string[] =>
    runOf([capture]).results.map(({ partialFingerprints }: Result) => partialFingerprints["unflushed/v1"]);

  test("stay when lines move", () => {
    const moved = { ...many, text: `--- a line in front ---\n${many.text.replaceAll("\n", "\nsomething else\n")}` };
    expect(printsOf(moved)).toEqual(printsOf(many));
    const locations = (capture: Capture): object[] =>
      runOf([capture]).results.map(({ locations }: Result) => locations);
    expect(locations(moved)).not.toEqual(locations(many));
  });

  test("tell findings apart that are alike", () => {
    const prints = printsOf(many);
    expect(prints.length).toBeGreaterThan(20);
    expect(new Set(prints).size).toBe(prints.length);
  });

  test("are other ones in another capture", () => {
    expect(printsOf({ ...truncated, path: "other.strace" })).not.toEqual(printsOf(truncated));
  });

  test("are hashes as FNV defines them", () => {
    expect(fnv1a("")).toBe("cbf29ce484222325");
    expect(fnv1a("a")).toBe("af63dc4c8601ec8c");
    expect(fnv1a("foobar")).toBe("85944171f73967e8");
  });
});

describe("nothing that a program can name is taken for syntax", () => {
  test("a message has neither links nor placeholders nor control characters", () => {
    const { text } = runOf([nasty]).results[0].message;
    expect(text).toContain(messageText(NASTY));
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    expect(text).not.toMatch(/(?<!\\)\[[^\]]*\]\(/);
    expect(messageText("[a](b) {0} \\")).toBe("\\[a\\](b) {{0}} \\\\");
  });

  test("a path is a URI reference that decodes to the path", () => {
    const { uri } = runOf([nasty]).artifacts[0].location;
    expect(uri).toMatch(/^(?:[\w.~!*()/-]|%[0-9A-F]{2})+$/);
    expect(decodeURIComponent(uri)).toBe(NASTY_PATH);
    expect(uriOf("/var/log/a b.strace")).toBe("file:///var/log/a%20b.strace");
    expect(uriOf("c:x/\ud800")).toBe("c%3Ax/%EF%BF%BD");
  });

  test("the document itself holds no control character", () => {
    const text = documentOf(formats.sarif?.() ?? {}, recordsOf([nasty], [{ path: NASTY_PATH, text: NASTY_PATH }]));
    expect(text.replaceAll("\n", "")).toBe(visible(text.replaceAll("\n", "")));
  });
});
