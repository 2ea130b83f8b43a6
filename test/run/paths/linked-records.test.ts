import { describe, expect, test } from "vitest";
import { endHash } from "../../../src/core/paths/target-hash.js";
import type { CaptureRecord, FindingRecord, PathExchange, PathRecord } from "../../../src/core/records/record.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { linkedInFiles } from "../../../src/run/paths/joining-in-files.js";
import { anExchange } from "../../core/joining/a-path.js";

const APP = "127.0.0.1:9000";
const exchange = (connection: string, facts: Partial<PathExchange>) => anExchange({ connection, ...facts });
/** Two proxies in one capture. The second one ended its response and the one that it was receiving: it may have been the first to. */
const hops = [
  exchange("c1", { part: "passed-on" }),
  exchange("c2", { role: "client", part: "received", ends: [6000, 81] }),
  exchange("c3", { ends: [81, 6000] }),
];
const path: PathRecord = {
  ...{ kind: "path", capture: 0, exchanges: hops, origin: null, undecided: "upstream-not-seen", isProven: true },
  asked: {
    ends: [7000, endHash(APP)],
    target: 0,
    declaredBytes: 1000,
    acceptedBytes: 100,
    time: 99,
    sawEnd: false,
    isStream: false,
  },
};
const origin = { capture: 0, path: "proxies.strace", connection: "c3", exchange: 0, line: 4 };
const finding = {
  ...{ kind: "finding", rule: "passed-on-short", level: "note", capture: 0, path: "proxies.strace" },
  ...{ connection: "c1", exchange: 0, line: 9, hops, undecided: "upstream-not-seen" },
  ...{ origin: { ...origin, declaredBytes: 1000, acceptedBytes: 100 }, suppressed: null },
} as unknown as FindingRecord;
const captureOn = (capture: number, answersOn: readonly string[]): CaptureRecord =>
  ({ kind: "capture", capture, answersOn, recordedWith: [] }) as unknown as CaptureRecord;

/** What the finding and the path become, if another capture shows a program that answers on these addresses and lost nothing. */
async function linked(addresses: readonly string[]): Promise<[FindingRecord | undefined, PathRecord | undefined]> {
  const taken: RecordLine[] = [];
  const output = {
    wantsConnections: false,
    eventNeed: "none" as const,
    take: (line: RecordLine) => void taken.push(line),
  };
  const records = linkedInFiles({ ...output, takeExchanges: () => {}, warning: () => {} });
  records.take(RecordLine.of({ kind: "begin", capture: 0, position: 0, path: "proxies.strace" }));
  for (const record of [finding, path, captureOn(0, []), captureOn(1, addresses)]) records.take(RecordLine.of(record));
  await records.finish(async () => {});
  const of = (kind: string) => taken.find((line) => line.kind === kind)?.value;
  return [of("finding") as FindingRecord, of("path") as PathRecord];
}

describe("a finding of which its own capture does not know where its bytes were lost first", () => {
  test("is settled as its path is, if another capture shows that the server lost nothing", async () => {
    const [found, joined] = await linked([APP]);
    expect(joined).toMatchObject({ origin: 2, undecided: null });
    expect(found).not.toHaveProperty("undecided");
    expect(found).toMatchObject({ hops, origin, suppressed: null });
  });

  test("stays open as its path does, if no capture shows that server", async () => {
    const [found, joined] = await linked(["127.0.0.1:9001"]);
    expect(joined).toMatchObject({ origin: null, undecided: "upstream-not-seen" });
    expect(found).toMatchObject({ undecided: "upstream-not-seen" });
  });
});
