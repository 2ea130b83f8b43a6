import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isAnalysis, isRecord, isSarif, junitErrors } from "../../core/formats/schemas.js";
import { temporaryFolder } from "../../temporary-folder.js";
import { asMerged, documentsIn, everyFormat, OF_RECORDS } from "../every-format.js";
import { unflushed, unflushedProcess } from "../run.js";
import * as captures from "./captures.js";

const root = temporaryFolder();
const folder = (name: string): string => {
  mkdirSync(join(root, name));
  return join(root, name);
};
const FILES = {
  "tls.strace": captures.cutTls("a.example"),
  "fastcgi.strace": captures.shortFastcgi("/a"),
  "http2.strace": captures.cutHttp2(),
  "websocket.strace": captures.cutWebSocket(),
  "redis.strace": captures.cutReply(),
};
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(root, name), text, "latin1");
const all = Object.keys(FILES).map((name) => join(root, name));
const recordsOf = (ndjson = "") =>
  ndjson
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const one = folder("one");
const alone = await unflushed([...everyFormat(one), ...all]);
const documents = documentsIn(one);

describe("captures of five protocols, in every format", () => {
  test("each has its finding, so the exit code is 1", () => {
    expect(alone.code).toBe(1);
    const findings = recordsOf(documents.ndjson).filter(({ kind }) => kind === "finding");
    const told = findings.map((found) => [found.rule, found.protocol, found.stream]);
    expect(told).toEqual([
      ["tls-record-outstanding", "tls", null],
      ["cgi-body-short", "fastcgi", 1],
      ["h2-frame-outstanding", "http/2", 3],
      ["websocket-frame-outstanding", "websocket", null],
      ["value-outstanding", "resp", null],
    ]);
  });

  test("the summary counts streams apart from responses", () => {
    expect(JSON.parse(documents.json ?? "").summary).toMatchObject({ responses: 7, streams: 3 });
  });

  test("the documents satisfy their schemas", async () => {
    expect(isAnalysis(JSON.parse(documents.json ?? "")), JSON.stringify(isAnalysis.errors)).toBe(true);
    expect(isSarif(JSON.parse(documents.sarif ?? ""))).toBe(true);
    expect(await junitErrors([documents.junit ?? ""])).toEqual([]);
    for (const record of recordsOf(documents.ndjson)) expect(isRecord(record), JSON.stringify(record)).toBe(true);
  });

  test("a TLS connection says what its client asked for", () => {
    const { connections } = JSON.parse(documents.json ?? "");
    expect(connections[0].tls).toEqual({ serverName: "a.example", applicationProtocols: ["http/1.1"] });
    expect(documents.text).toContain("TLS stream of a.example");
    expect(documents.text).not.toContain("a request that was not captured");
  });
});

describe("the same results another way", () => {
  test("two threads write the same bytes as one", async () => {
    const two = folder("two");
    await unflushedProcess(["check", "--jobs", "2", ...everyFormat(two), ...all]);
    expect(documentsIn(two)).toEqual(documents);
  });

  test.each(OF_RECORDS)("%s of merged shards has the bytes of one run", async (name) => {
    const results = [1, 2].map((place) => join(root, `${name}.${place}.ndjson`));
    for (const [index, file] of results.entries())
      await unflushed(["check", "--shard", `${index + 1}/2`, "--format", `ndjson=${file}`, ...all]);
    const merged = await unflushed(["merge", "--format", name, ...results]);
    expect(asMerged({ [name]: merged.stdout })[name]).toBe(asMerged(documents)[name]);
  });
});

test("SARIF gives findings of different servers different fingerprints, which stay when lines move", async () => {
  const prints = async (text: string): Promise<string[]> => {
    writeFileSync(join(root, "moved.strace"), text, "latin1");
    const { stdout } = await unflushed(["check", "--format", "sarif", join(root, "moved.strace")]);
    const [run] = JSON.parse(stdout).runs;
    return run.results.map(({ partialFingerprints }: { partialFingerprints: object }) =>
      JSON.stringify(partialFingerprints),
    );
  };
  const both = captures.cutTls("a.example") + captures.cutTls("b.example");
  const before = await prints(both);
  expect(new Set(before).size).toBe(2);
  expect(await prints(`7 getpid() = 7\n${both}`)).toEqual(before);
  expect(await prints(captures.cutTls("b.example") + captures.cutTls("a.example"))).toEqual(before.reverse());
});
