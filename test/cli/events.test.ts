import { describe, expect, test } from "vitest";
import { timelines } from "../../src/core/timeline/timelines.js";
import { analyzeCapture } from "../../src/run/check/analyze-capture.js";
import { folderWith } from "../run/config/folder.js";
import { unflushed, unflushedProcess } from "./run.js";

const ONE = "samples/hyper-2MB-truncated.strace";
const MANY = "samples/hyper-25-requests-3.3MB.strace";

const LISTING = `
  ({
    event({ value }, write) {
      const { connection, event, progress } = value;
      const bytes = (event.pieces ?? []).reduce((sum, { seen }) => sum + seen.length, 0);
      write([connection, event.line, event.kind, event.accepted ?? "", progress.accepted ?? "", bytes].join(" ") + "\\n");
    },
    connection({ value }, write) { write(\`\${value.id} is over\\n\`); },
  })`;

/** What happens on the connections of captures, a line each, as a format of the user's own hears it. */
async function eventsOf(needs: string, args: readonly string[], run = unflushed): Promise<string[]> {
  const module = `export const needs = ${JSON.stringify(needs)};\nexport default () => ${LISTING};`;
  const folder = folderWith({ "listing.mjs": module });
  const { stdout, stderr } = await run(["check", "--format", `${folder}/listing.mjs`, ...args]);
  return [...stdout.split("\n"), ...stderr.split("\n")].filter((line) => line !== "");
}

describe("a format that needs events", () => {
  test("hears everything that happens on a connection, before its end", async () => {
    const events = await eventsOf("events", [ONE]);
    const shown: number[] = [];
    await analyzeCapture(
      ONE,
      timelines({}, ({ rows }) => {
        for (const { item } of rows.items) shown.push(Number(item.step.line));
      }),
    );
    expect(events.slice(0, -1).map((line) => Number(line.split(" ")[1]))).toEqual(shown);
    expect(events.some((line) => line.includes("shutdown"))).toBe(true);
    expect(events.at(-1)).toBe("c1 is over");
  });

  test("has bytes of it only if it needs them", async () => {
    const moved = (lines: readonly string[]): number[] => lines.map((line) => Number(line.split(" ").at(-1)) || 0);
    expect(new Set(moved(await eventsOf("events", [ONE])))).toEqual(new Set([0]));
    expect(Math.max(...moved(await eventsOf("events-with-bytes", [ONE])))).toBeGreaterThan(10);
  });

  test("hears nothing if it does not say so", async () => {
    expect(await eventsOf("none", [ONE])).toEqual(["c1 is over"]);
  });

  test("hears the same on several threads", async () => {
    const alone = await eventsOf("events-with-bytes", ["--jobs", "1", ONE, MANY]);
    expect(alone.length).toBeGreaterThan(100);
    expect(await eventsOf("events-with-bytes", ["--jobs", "2", ONE, MANY], unflushedProcess)).toEqual(alone);
  });

  test("hears only of connections that a filter keeps", async () => {
    const all = await eventsOf("events", [MANY]);
    const kept = await eventsOf("events", ["--verdict", "truncated", MANY]);
    const over = kept.filter((line) => line.endsWith("is over")).map((line) => line.split(" ")[0]);
    expect(over.length).toBeGreaterThan(0);
    expect(over.length).toBeLessThan(25);
    expect([...kept].sort()).toEqual(all.filter((line) => over.includes(line.split(" ")[0])).sort());
  });

  test("must ask in words that are known", async () => {
    expect((await eventsOf("all", [ONE])).join()).toMatch(
      /exports needs that are none of none, events, events-with-bytes$/,
    );
  });
});

test("records for merge have no events", async () => {
  const { stdout } = await unflushed(["check", "--format", "ndjson", ONE]);
  expect(stdout).toContain('"kind":"connection"');
  expect(stdout).not.toContain('"kind":"event"');
});
