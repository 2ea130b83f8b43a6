import { describe, expect, test } from "vitest";
import { messageText, uriOf } from "../../../src/core/formats/sarif/locations.js";
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
