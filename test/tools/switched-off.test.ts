import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { analyzeFile } from "../../src/capture/analyze-file.js";
import { linesOfText } from "../../src/core/analysis/lines-of-text.js";
import { rules } from "../../src/core/rules/all.js";
import type { Documents } from "../../src/run/documents/documents.js";
import { parseTarget } from "../../src/tools/probe/url.js";
import { observe } from "../../src/tools/provoke/observation.js";
import { LiveCheck, type LiveOptions } from "../../src/tools/record/live-check.js";
import { FULL } from "../../src/tools/record/recorded-calls.js";
import { Essence } from "../../src/tools/scrub/essence.js";
import { Involved } from "../../src/tools/scrub/involved.js";
import { scrubText } from "../../src/tools/scrub/scrub-text.js";
import { socketFacts } from "../engine/bytes/facts.js";
import { type Capture, recordings, specCases } from "./scrub/captures.js";

const SWITCH = "UNFLUSHED_ENGINE";
const samples = fileURLToPath(new URL("../../samples/", import.meta.url));
const target = parseTarget("http://127.0.0.1:8080/");

/** What comes out while TypeScript follows the sockets. */
function withoutEngine<T>(act: () => T): T {
  const before = process.env[SWITCH];
  process.env[SWITCH] = "off";
  try {
    return act();
  } finally {
    if (before === undefined) delete process.env[SWITCH];
    else process.env[SWITCH] = before;
  }
}

function alike(captures: readonly Capture[], act: (text: string) => unknown): void {
  for (const { name, text } of captures) expect(act(text), name).toEqual(withoutEngine(() => act(text)));
}

/** What `scrub` makes of a capture, and what it would keep of it for its findings. */
function scrubbed(text: string): unknown {
  const { text: masked, secrets } = scrubText(text);
  const involved = new Involved();
  const essence = new Essence();
  for (const { analyzer } of [involved, essence]) {
    linesOfText(text, (...line) => analyzer.line(...line));
    analyzer.finish("x");
  }
  const { lines, pids, last, count } = involved;
  return { masked, secrets, lines: [...lines], pids: [...pids], last, count, essence: essence.text };
}

/** The records of a live check, which gets the capture in small chunks. */
function recorded(text: string): unknown {
  const said: string[] = [];
  const sink: Pick<Documents, "wantsConnections" | "take" | "takeExchanges" | "warning" | "finish"> = {
    wantsConnections: true,
    take: ({ text }) => void said.push(`${text}\n`),
    takeExchanges: ({ text }) => void said.push(text),
    warning: (text) => void said.push(`${text}\n`),
    finish: () => {},
  };
  const options = { activeRules: { rules, suppressors: [] } } as unknown as LiveOptions;
  const check = new LiveCheck("x", FULL.calls, options, sink as Documents);
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at += 1000) check.take(bytes.subarray(at, at + 1000));
  return { result: check.finish(), said: said.join("") };
}

const observed = (text: string): unknown => observe(Buffer.from(text, "latin1"), target, new Set(FULL.calls));

describe.each([
  ["samples", recordings],
  ["cases of the specs", specCases.filter((_, index) => index % 5 === 0)],
])("the tools make the same of the %s without the engine", (_what, captures) => {
  test("scrub", () => alike(captures, scrubbed));
  test("record", () => alike(captures, recorded));
  test("provoke", () => alike(captures, observed));
});

test.each(recordings)("analyzeFile finds the same in $name, with the bytes of its calls", async ({ name }) => {
  const told = async (): Promise<string> => {
    const analysis = await analyzeFile(`${samples}${name}`);
    return JSON.stringify(analysis, (key, value) => (key === "socket" ? socketFacts(value) : value), 1);
  };
  const found = await told();
  process.env[SWITCH] = "off";
  const expected = await told().finally(() => delete process.env[SWITCH]);
  expect(JSON.parse(found)).toEqual(JSON.parse(expected));
});
