import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { plainContext } from "../../../src/core/formats/context.js";
import { writeExchanges, writeRecord } from "../../../src/core/formats/format.js";
import { viewStream } from "../../../src/core/formats/html/view-stream.js";
import { applyLevels } from "../../../src/core/rules/active-rule.js";
import { rules } from "../../../src/core/rules/all.js";
import type { StoryRecord } from "../../../src/core/story/story.js";
import { checkCapture } from "../../../src/run/check/check-capture.js";

const path = fileURLToPath(new URL("../../../samples/hyper-25-requests-3.3MB.strace", import.meta.url));
const activeRules = { rules: applyLevels(rules), suppressors: [], silenced: new Set<never>() };

/** The lines of a view stream, as objects. */
async function linesOf(isLive: boolean): Promise<{ readonly kind: string }[]> {
  const view = viewStream({ ...plainContext, isLive });
  let text = "";
  const write = (part: string): void => {
    text += part;
  };
  const input = { path, isNamed: true, problem: null };
  await checkCapture(
    { input, capture: 0, position: 0 },
    { activeRules },
    {
      wantsConnections: true,
      eventNeed: "events",
      take: (line) => writeRecord(view, line, write),
      takeExchanges: (run) => writeExchanges(view, run, write),
      warning: () => {},
    },
  );
  await view.settle?.(write);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
const storiesOf = async (isLive: boolean): Promise<StoryRecord[]> =>
  (await linesOf(isLive)).filter(({ kind }) => kind === "story") as unknown as StoryRecord[];
const keyOf = ({ connection, index }: StoryRecord): string => `${connection} ${index}`;

describe("the stories of a capture that is read while its program runs", () => {
  test("are there before their findings, and once more with the call that decides", async () => {
    const lines = await linesOf(true);
    const found = lines.findIndex((line) => (line as { readonly rule?: string }).rule === "shut-wr-outstanding");
    const { connection } = lines[found] as unknown as StoryRecord;
    const part = { kind: "story", connection, index: 0, isWhole: false };
    expect(lines[found - 1]).toMatchObject({ ...part, shut: null });
    expect(lines[found + 1]).toMatchObject({ ...part, shut: { name: "SHUT_WR" } });
  });

  test("are in the end those of a capture that is read afterwards", async () => {
    const last = new Map((await storiesOf(true)).map((story) => [keyOf(story), story]));
    const whole = await storiesOf(false);
    expect(whole.length).toBeGreaterThan(1);
    expect([...last.values()]).toEqual(whole);
  });

  test("are whole as soon as their connection is over, not only at the end of the capture", async () => {
    const lines = await linesOf(true);
    const whole = lines.findIndex((line) => line.kind === "story" && (line as unknown as StoryRecord).isWhole);
    expect(lines[whole + 1]?.kind).toBe("connection");
    expect(lines.slice(whole).filter(({ kind }) => kind === "connection").length).toBeGreaterThan(1);
  });
});
