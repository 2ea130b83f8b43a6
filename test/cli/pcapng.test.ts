import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPcapng, streamsOf } from "../core/formats/pcapng/reader.js";
import { temporaryFolder } from "../temporary-folder.js";
import { bin, unflushed, unflushedProcess } from "./run.js";

const folder = temporaryFolder();
const MANY = "samples/hyper-25-requests-3.3MB.strace";
const SMALL = "samples/nginx-small.strace";
const CUT = "samples/python-killed-mid-body.strace";

async function written(name: string, ...args: string[]): Promise<Buffer> {
  const file = join(folder, name);
  await unflushedProcess(["check", "--format", `pcapng=${file}`, ...args]);
  return readFileSync(file);
}

test("standard output has the very bytes of the file", async () => {
  const file = await written("one", MANY, SMALL);
  const { stdout } = spawnSync(process.execPath, [bin, "check", "--format", "pcapng", MANY, SMALL], { maxBuffer: 1e8 });
  expect(stdout.equals(file)).toBe(true);
});

test("several threads write the same bytes as one", async () => {
  const [one, two] = [
    await written("1", "--jobs", "1", MANY, SMALL, CUT),
    await written("2", "--jobs", "2", MANY, SMALL, CUT),
  ];
  expect(two.equals(one)).toBe(true);
});

test("each capture is an interface", async () => {
  const { interfaces } = readPcapng((await written("interfaces", MANY, SMALL)).toString("latin1"));
  expect(interfaces.map(({ name }) => name)).toEqual([MANY, SMALL]);
});

test("a filter keeps whole connections, whose streams are right", async () => {
  const all = readPcapng((await written("all", MANY)).toString("latin1"));
  const kept = readPcapng((await written("kept", "--verdict", "truncated", MANY)).toString("latin1"));
  const [every, some] = [streamsOf(all.packets).size, streamsOf(kept.packets).size];
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(every);
  const found = kept.packets.filter(({ comments }) =>
    comments.some((comment) => comment.includes("shut-wr-outstanding")),
  );
  expect(found.length).toBeGreaterThan(0);
  for (const { flags } of found) expect(flags).toBe("FIN ACK");
});

test("a terminal is refused, in one sentence", () => {
  const command = `"${process.execPath}" "${bin}" check --format pcapng ${SMALL}`;
  const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], { encoding: "utf8" });
  expect(stdout.trim()).toBe(
    "unflushed: pcapng is no text, and cannot go to a terminal: give it a file, as in --format pcapng=out.pcapng",
  );
});

test("record prints on standard error, among messages: it wants a file", async () => {
  const mark = join(folder, "ran");
  const { stdout, stderr, code } = await unflushed(["record", "--format", "pcapng", "touch", mark]);
  expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  expect(stderr).toMatch(
    /^unflushed: pcapng is no text, and cannot go to standard error, where messages are: give it a file.*\n$/,
  );
  expect(existsSync(mark)).toBe(false);
});
