import { expect, test } from "vitest";
import { Stories } from "../../../../src/core/formats/html/stories.js";
import { TextsInMemory } from "../../../../src/core/formats/waiting-texts.js";
import type { FindingRecord, RecordOf } from "../../../../src/core/records/record.js";

const TEXT = "x".repeat(10_000);

/** What a capture writes of which each connection has so many writes, and a finding; and the record of its stories. */
async function storiesOf(connections: number, writes: number, level: "error" | "note" = "error") {
  const stories = new Stories({
    makeWaitingTexts: () => new TextsInMemory(),
    readLines: async (_, lines, edit = (text) => text) => new Map([...lines].map((line) => [line, edit(TEXT)])),
    keepLines: () => () => null,
    isLive: false,
  });
  const nothing = (): void => {};
  stories.begin("server.strace");
  for (let index = 0; index < connections; index++) {
    const connection = `c${index}`;
    const first = index * writes + 1;
    for (let line = first; line < first + writes; line++)
      stories.event(writeOn(connection, line, line - first + 1), nothing);
    stories.finding({ connection, level, line: first, relatedLines: [] } as unknown as FindingRecord, nothing);
    stories.connection(0, connection, nothing);
  }
  let size = 0;
  await stories.settle((text) => {
    size += text.length;
  });
  return { ...stories.record, size };
}

/** Half of what it offers is accepted. */
function writeOn(connection: string, line: number, count: number): RecordOf<"event"> {
  const place = { fd: 7, pid: 1, line, time: line / 7, endLine: line, endTime: line / 7, call: "write" };
  const rest = { asked: 20, accepted: 10, error: null, pieces: [], offered: null, injected: false, returned: true };
  return {
    connection,
    event: { kind: "write", ...place, ...rest },
    progress: { declared: 100_000, accepted: 10 * count, owed: 0 },
    on: { role: "server" },
  } as unknown as RecordOf<"event">;
}

test("all stories of an ordinary capture with 1,000 findings are kept", async () => {
  expect(await storiesOf(1000, 30)).toMatchObject({ written: 1000, leftOut: 0 });
});

test("stories are left out, and counted, when there is no room for more", async () => {
  const { written, leftOut, size } = await storiesOf(400, 600);
  expect(written).toBeGreaterThan(200);
  expect(leftOut).toBe(400 - written);
  expect(size).toBeLessThan(64_000_000);
});

test("those about notes take a quarter of the room at most", async () => {
  const { written, leftOut, size } = await storiesOf(120, 600, "note");
  expect(leftOut).toBe(120 - written);
  expect(leftOut).toBeGreaterThan(0);
  expect(size).toBeLessThan(16_000_000);
});
