import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SitePage, testFile } from "./site-page.js";

const SAMPLE = "hyper-25-requests-3.3MB.strace";
const sample = readFileSync(new URL(`../../../samples/${SAMPLE}`, import.meta.url));
const site = new SitePage();

const TIMES = 500; // 100 MB
/** Milliseconds to wait, at most: on a busy machine the page takes long to show what came of a hundred megabytes. */
const PATIENCE = { timeout: 100_000 };
const TEST_TIMEOUT = 240_000; // milliseconds

const dropLong = (): Promise<void> => site.give("drop", [testFile("long.strace", sample)], { times: TIMES });
const isFound = (): Promise<unknown> => site.page.evaluate("seen.lines.some((line) => line.includes('finding'))");
const ended = (): Promise<unknown> => site.page.evaluate("seen.ended?.kind");
const progress = (): Promise<number[]> => site.page.evaluate("seen.progress");

test(
  "findings come while a long capture is read, its progress moves, and to cancel it ends it",
  async () => {
    await dropLong();
    await expect.poll(isFound, PATIENCE).toBe(true);
    expect(await ended()).toBeUndefined();
    await expect.poll(async () => new Set(await progress()).size, PATIENCE).toBeGreaterThan(2);
    const shares = await progress();
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    await site.page.getByRole("progressbar").waitFor();
    await site.page.getByRole("button", { name: "Cancel" }).click();
    await site.page.evaluate("isOver");
    expect(await ended()).toBe("cancelled");
    expect(await site.text()).toContain("cancelled; what is shown was found before");
  },
  TEST_TIMEOUT,
);

test(
  "another capture that is given meanwhile takes its place",
  async () => {
    await dropLong();
    await expect.poll(isFound, PATIENCE).toBe(true);
    await site.give("drop", [testFile("other.strace", sample)]);
    await expect.poll(ended, PATIENCE).toBe("done");
    const text = await site.text();
    expect(text).toContain("other.strace");
    expect(text).not.toContain("long.strace");
  },
  TEST_TIMEOUT,
);
