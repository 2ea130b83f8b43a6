import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { FindingRecord } from "../../src/core/records/record.js";
import type { Place } from "../../src/core/strace/line-places.js";
import { isAnalysis, isRecord } from "../core/formats/schemas.js";
import { folderWith } from "../run/config/folder.js";
import { unflushed } from "./run.js";

/**
 * `strace -ff -tt -T -yy -s 64 -o srv ./forking 18741 4` on the server of forking.c: a file for the parent, and one for each of the
 * four children that answered. Two of them shut down what the socket had not taken.
 */
const folder = new URL("../captures/forking-server/", import.meta.url);
const cwd = fileURLToPath(folder);
const files = readdirSync(cwd).filter((name) => name.startsWith("srv."));
const linesOf = Object.fromEntries(
  files.map((name) => [name, readFileSync(new URL(name, folder), "utf8").split("\n")]),
);

/** What one sees who opens the named file at the named line. */
const seenAt = ({ file, line }: Place): string => linesOf[file]?.[line - 1] ?? `there is no ${file}:${line}`;

async function documentOf(format: string): Promise<string> {
  return (await unflushed(["--no-config", "--format", format, "srv"], "", { cwd })).stdout;
}
const recordsOf = async () =>
  (await documentOf("ndjson"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** The shutdowns that cut a response, as one finds them by reading the files. */
const cut = files.flatMap((file) =>
  (linesOf[file] ?? []).flatMap((text, index) => {
    const isShort = linesOf[file]?.[index - 1]?.includes("EAGAIN") === true;
    return text.includes("SHUT_WR") && isShort ? [{ file, line: index + 1 }] : [];
  }),
);
const [first = { file: "", line: 0 }] = cut;

describe("at the place that a record names stands the call", () => {
  test("the call that decided a finding, and each call that proves it", async () => {
    const findings: FindingRecord[] = (await recordsOf()).filter(({ kind }) => kind === "finding");
    expect(findings).toHaveLength(2);
    for (const { at, calls, relatedLines, relatedPlaces, request } of findings) {
      expect(seenAt(at as Place)).toMatch(/ shutdown\(4<TCP:\[.*\]>, SHUT_WR\) = 0 /);
      expect(seenAt(request?.at as Place)).toContain(`read(4<TCP:`);
      expect(seenAt(request?.at as Place)).toContain(`"GET ${request?.target} HTTP/1.1`);
      for (const call of calls) {
        expect(seenAt(call.at as Place)).toContain(` ${call.call}(4<TCP:`);
        if (call.took !== null) expect(seenAt(call.at as Place)).toMatch(new RegExp(` = (-1 )?${call.took} `));
        expect(call.at?.file).toBe(`srv.${call.pid}`);
      }
      expect(relatedPlaces).toHaveLength(relatedLines.length);
    }
  });

  test("the request and the response of each exchange, whether it was cut or not", async () => {
    const exchanges = (await recordsOf()).filter(({ kind }) => kind === "exchange");
    expect(exchanges).toHaveLength(4);
    for (const { request, response } of exchanges) {
      expect(seenAt(request.at)).toContain(`"GET ${request.target} HTTP/1.1`);
      expect(seenAt(response.at)).toContain(`"HTTP/1.1 ${response.status} OK`);
    }
  });

  test("the calls that opened and ended each connection", async () => {
    const connections = (await recordsOf()).filter(({ kind }) => kind === "connection");
    for (const { opened, ended } of connections) {
      expect(seenAt(opened.at)).toContain(" accept(3<TCP:");
      expect(seenAt(ended.at)).toMatch(/ (shutdown|close)\(4<TCP:/);
    }
  });

  test("the number of the merged stream stays beside it", async () => {
    const [finding] = (await recordsOf()).filter(({ kind }) => kind === "finding");
    expect(finding.line).toBeGreaterThan(finding.at.line);
  });
});

describe("each format names the thread's own file", () => {
  test("two of the files hold a shutdown after EAGAIN", () => {
    expect(cut).toHaveLength(2);
  });

  test.each([
    ["text", `--> ${first.file}:${first.line}  c`],
    ["github", `::error file=${first.file},line=${first.line},`],
    ["markdown", `\`${first.file}:${first.line}\``],
    ["junit", `--&gt; ${first.file}:${first.line}  c`],
    ["csv", `,${first.file}:${first.line}\r\n`],
    ["json", `"at":{"file":"${first.file}","line":${first.line}}`],
    ["sarif", `"uri":"${first.file}"},"region":{"startLine":${first.line},`],
  ])("%s", async (format, text) => {
    expect(await documentOf(format)).toContain(text);
  });

  test("in the text, the lines beside the calls are those of the file too", async () => {
    const text = await documentOf("text");
    expect(text).toMatch(/^ *5 \| +\+[\d.]+ ms +\[\d+\] +write +4,000,000 {2}-> +3,932,160 {2}short$/m);
    expect(text).toMatch(new RegExp(`^ *${first.line} \\| .* shutdown`, "m"));
  });

  test("SARIF quotes the line", async () => {
    const { results } = JSON.parse(await documentOf("sarif")).runs[0];
    const { physicalLocation } = results[0].locations[0];
    expect(physicalLocation.region.snippet.text).toBe(seenAt(first));
  });
});

test("the records are as their schemas say, and merge makes the same documents of them", async () => {
  for (const record of await recordsOf()) expect(isRecord(record), JSON.stringify(isRecord.errors)).toBe(true);
  const json = await documentOf("json");
  expect(isAnalysis(JSON.parse(json)), JSON.stringify(isAnalysis.errors)).toBe(true);
  const place = folderWith({ "r.ndjson": await documentOf("ndjson") });
  for (const format of ["json", "text", "csv"]) {
    const merged = await unflushed(["merge", "--format", format, "r.ndjson"], "", { cwd: place });
    expect(merged.stdout).toBe(await documentOf(format));
  }
});

test("columns in front, a comment, or output of the program between the lines: the place is still the file's own line", async () => {
  const numbered = (text: string): string =>
    text
      .trimEnd()
      .split("\n")
      .map((line, index) => `${String(index + 1).padStart(4)}  ${line}\n`)
      .join("");
  const child = readFileSync(new URL(first.file, folder), "utf8");
  const others = Object.fromEntries(
    files.filter((file) => file !== first.file).map((file) => [file, readFileSync(new URL(file, folder))]),
  );
  const at = async (text: string): Promise<string> => {
    const place = folderWith({ ...others, [first.file]: text });
    const { stdout } = await unflushed(["--no-config", "--format", "github", "srv"], "", { cwd: place });
    return new RegExp(`file=${first.file},line=(\\d+)`).exec(stdout)?.[1] ?? stdout;
  };
  expect(await at(numbered(child))).toBe(String(first.line));
  expect(await at(`# kept by a person\n\n${child}`)).toBe(String(first.line + 2));
  const [head = "", ...rest] = child.split("\n");
  expect(await at([head, "the program's own output", ...rest].join("\n"))).toBe(String(first.line + 1));
});
