import { afterEach, expect, test } from "vitest";
import { analyzeFile } from "../../src/capture/analyze-file.js";
import { scansLines } from "../../src/capture/engine.js";
import { parseCapture } from "../../src/tools/parse/parse-capture.js";
import { socketFacts } from "../engine/bytes/facts.js";
import { recordings } from "../tools/scrub/captures.js";

const SWITCH = "UNFLUSHED_SCAN";

afterEach(() => {
  delete process.env[SWITCH];
});

/** What is found while the engine reads the usual lines, and while the reader reads them all. */
async function bothWays<T>(find: () => Promise<T>): Promise<[T, T]> {
  expect(scansLines()).toBe(true);
  const scanned = await find();
  process.env[SWITCH] = "off";
  expect(scansLines()).toBe(false);
  return [scanned, await find()];
}

/** What analyzeFile finds, with the bytes of the calls. */
async function analyzed(path: string): Promise<unknown> {
  const analysis = await analyzeFile(path);
  const told = JSON.stringify(analysis, (key, value) => (key === "socket" ? socketFacts(value) : value));
  return JSON.parse(told);
}

/** What parse prints. */
async function parsed(path: string): Promise<readonly string[]> {
  const printed: string[] = [];
  const print = (text: string): void => void printed.push(text);
  await parseCapture(path, {}, { stdin: process.stdin, onJson: print, warn: print, onRead: () => {} });
  return printed;
}

test.each(recordings)("analyzeFile finds the same in $name without the scan of lines", async ({ name }) => {
  const [scanned, read] = await bothWays(() => analyzed(`samples/${name}`));
  expect(scanned).toEqual(read);
});

test.each(recordings)("parse prints the same of $name without the scan of lines", async ({ name }) => {
  const [scanned, read] = await bothWays(() => parsed(`samples/${name}`));
  expect(scanned).toEqual(read);
  expect(scanned.length).toBeGreaterThan(10);
});
