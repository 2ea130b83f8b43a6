import fc from "fast-check";
import { expect, test } from "vitest";
import { newAnalyzer } from "../../src/capture/follow.js";
import { readCapture } from "../../src/capture/read.js";
import type { AnalysisListener } from "../../src/core/analysis/listener.js";
import { STDIN } from "../../src/reading/problems.js";
import { budget } from "../budget.js";
import { specTexts } from "../engine/corpus.js";
import { drawnHttp } from "../engine/http/draw-http.js";
import { LONG_OPENING } from "../engine/long-opening.js";
import { disorder } from "./draw-disorder.js";

const SIZES = [1, 7, 64, 1_000];
const specs = specTexts();

/** Sockets and rules refer to one another without an end. */
const LEFT_OUT = new Set(["socket", "rule", "pieces", "offered"]);

/** What is found out of a capture that comes in so many bytes at a time, after an opening that comes at once. */
async function foundIn(text: string, size: number, opening = ""): Promise<string[]> {
  const found: string[] = [];
  const say = (...what: unknown[]): void => {
    found.push(JSON.stringify(what, (key, value) => (LEFT_OUT.has(key) ? undefined : value)));
  };
  const listener: AnalysisListener = { onExchange: say, onConnection: say, onFinding: say, onSilence: say };
  const { analyzer, reader } = newAnalyzer(listener, {});
  async function* chunks(): AsyncGenerator<Buffer> {
    if (opening !== "") yield Buffer.from(opening, "latin1");
    const bytes = Buffer.from(text, "latin1");
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  await readCapture(STDIN, reader, undefined, chunks());
  say(analyzer.finish("capture"));
  return found;
}

async function isSameInAnyChunks(text: string, opening?: string): Promise<void> {
  const whole = await foundIn(text, Math.max(1, text.length), opening);
  for (const size of SIZES) expect(await foundIn(text, size, opening), `chunks of ${size} bytes`).toEqual(whole);
}

const backwards = fc.tuple(drawnHttp, disorder).map(([text, change]) => change(text) || "\n");

test.each([
  [
    "whose files stand below each other",
    [
      "10 16:30:57.000000 accept4(3, NULL, NULL, SOCK_CLOEXEC) = 5",
      '10 16:30:57.000001 read(5, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19',
      '10 16:30:57.000002 write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: 9000\\r\\n\\r\\n", 41) = 41',
      '10 16:30:57.000003 write(5, "x"..., 9000) = 4000',
      "10 16:30:57.000004 shutdown(5, SHUT_WR) = 0",
      "10 16:30:57.000005 close(5) = 0",
      "11 16:30:57.000000 getppid() = 1",
      "11 16:30:57.000001 getppid() = 1",
    ],
  ],
  [
    "whose last line was folded",
    [
      ...Array.from({ length: 40 }, () => "10 getppid() = 1"),
      '10 write(5, "HTTP/1.1 200 OK\\r\\nCon',
      'tent-Length: 0", 39) = 39',
    ],
  ],
])("what is found of a capture %s does not depend on where chunks end", async (_which, lines) => {
  await isSameInAnyChunks(lines.map((line) => `${line}\n`).join(""));
});

test("what is found does not depend on where chunks end, if the times of a capture run back", async () => {
  await fc.assert(
    fc.asyncProperty(backwards, (text) => isSameInAnyChunks(text)),
    budget(60),
  );
});

test("nor if they run back after all lines that are looked at before the first is read", async () => {
  await fc.assert(
    fc.asyncProperty(backwards, (text) => isSameInAnyChunks(text, LONG_OPENING)),
    budget(10),
  );
});

test("nor in the specs", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...specs), (text) => isSameInAnyChunks(text || "\n")),
    budget(60),
  );
});
