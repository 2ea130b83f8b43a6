import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GuideLab } from "./lab.js";
import { type GuideBlock, guideSteps } from "./page.js";
import { expectParts } from "./shape.js";

export const page = new URL("../../../docs/use/which-hop.md", import.meta.url);
const steps = guideSteps(page);

/** How another server than the stand-in changes what is printed. */
interface Differences {
  /** What strace calls it. */
  readonly name: string;
  /** Steps whose text shows calls that it makes besides. */
  readonly steps: readonly string[];
}

/** Walks through the page from top to bottom: a test for each step, which runs its commands and compares what they print. */
export function walkThePage(lab: GuideLab, differs: Differences = { name: "python3", steps: [] }): void {
  let received: number[] = [];

  beforeAll(() => lab.choosePort());
  afterAll(() => lab.stop());

  async function runBlock({ mark, commands }: GuideBlock, isCompared: boolean): Promise<void> {
    for (const { text, prints } of commands) {
      const output = await outputOf(mark, text);
      if (/^unflushed probe .*8080/.test(text)) received = bodies(output);
      if (isCompared) expectParts(output.replaceAll(`${differs.name} (pid`, "python3 (pid"), prints);
    }
  }

  async function outputOf(mark: string, text: string): Promise<string> {
    if (mark === "servers") await lab.start(text);
    if (mark === "servers") return "";
    if (mark === "recorder") return lab.record(text);
    if (mark === "interrupted") return lab.interrupt();
    return (await lab.run(text)).output;
  }

  /** What each step has to show besides its text, in figures. */
  const shows: Readonly<Record<string, () => Promise<void>>> = {
    "5": async () => expectOrigin(lab, received),
    "8": async () => expect(received).toEqual(Array(5).fill(14_900_000)),
  };

  test.each(steps.map((step) => [step.heading, step] as const))("%s", { timeout: 60_000 }, async (heading, step) => {
    const [number = ""] = heading.split(".", 1);
    for (const block of step.blocks) await runBlock(block, !differs.steps.includes(number));
    await shows[number]?.();
  });

  test("nothing of the lab goes on", async () => {
    await expect.poll(() => lab.running()).toEqual([]);
  });
}

/** The body bytes of each row that `probe` prints. */
function bodies(output: string): number[] {
  return [...output.matchAll(/^\d+ +200 +14,900,000 +([\d,]+) /gm)].map(([, bytes = ""]) =>
    Number(bytes.replaceAll(",", "")),
  );
}

/** All requests were cut by the app first, and the client got what the proxy passed on. */
async function expectOrigin(lab: GuideLab, received: readonly number[]): Promise<void> {
  const { output } = await lab.run("unflushed check both.strace --format json");
  const { paths, findings } = JSON.parse(output);
  const app = Number(readFileSync(join(lab.folder, "app.pid"), "utf8"));
  expect(received).toHaveLength(5);
  expect(paths.map(({ exchanges: [first] }: Path) => first?.acceptedBytes)).toEqual(received);
  for (const { exchanges, origin } of paths as Path[]) {
    const [first, , last] = exchanges;
    expect(origin).toBe(2);
    expect(last).toMatchObject({ process: app, address: "unix:app.sock", declaredBytes: 14_900_000, part: "origin" });
    expect(last?.acceptedBytes).toBeGreaterThanOrEqual(first?.acceptedBytes ?? Number.NaN);
    const rules = (connection?: string): string[] =>
      findings.filter((each: Finding) => each.connection === connection).map((each: Finding) => each.rule);
    expect(rules(last?.connection)).toEqual(["shut-wr-outstanding"]);
    expect(rules(first?.connection)).toEqual(["passed-on-short"]);
  }
}

/** What is read of a path in JSON. */
interface Path {
  readonly exchanges: readonly { readonly connection: string; readonly acceptedBytes: number }[];
  readonly origin: number | null;
}

/** What is read of a finding in JSON. */
interface Finding {
  readonly rule: string;
  readonly connection: string;
}
