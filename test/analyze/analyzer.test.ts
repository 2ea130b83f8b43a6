import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Analyzer, LineSplitter } from "../../src/analyze/index.js";
import { readCapture } from "../../src/capture/read.js";
import type { AnalysisListener } from "../../src/core/analysis/analyzer.js";
import type { LineSink } from "../../src/core/strace/line-splitter.js";
import { sampleTexts } from "../sample-texts.js";

const samples = sampleTexts(100_000);
const pathOf = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));

interface Heard {
  readonly found: string[];
  readonly listener: AnalysisListener;
}

function listening(): Heard {
  const found: string[] = [];
  const onFinding: AnalysisListener["onFinding"] = ({ connection, finding }) =>
    found.push(`${connection.id} ${finding.rule.id} ${finding.line}`);
  return { found, listener: { onFinding, onConnection: ({ id }) => found.push(id) } };
}

/** What an analyzer says of a capture that was handed to it in some way. */
async function saidBy(feed: (analyzer: Analyzer) => Promise<void> | void): Promise<unknown> {
  const { found, listener } = listening();
  const analyzer = new Analyzer(listener);
  await feed(analyzer);
  const { hasSeenStrace, hasSeenSyscall } = analyzer;
  return { facts: analyzer.finish("x"), summary: analyzer.summary, found, hasSeenStrace, hasSeenSyscall };
}

function feedLines(text: string, sink: LineSink): void {
  const lines = new LineSplitter(sink, { waits: true });
  lines.push(Buffer.from(text, "latin1"));
  lines.finish();
}

describe("a capture says the same, however it comes to an analyzer", () => {
  test.each(samples)("$name", async ({ name, text }) => {
    const byLines = await saidBy((analyzer) => feedLines(text, (...line) => analyzer.line(...line)));
    const byFile = await saidBy((analyzer) => readCapture(pathOf(name), analyzer));
    const byFunction = await saidBy((analyzer) => readCapture(pathOf(name), (...line) => analyzer.line(...line)));
    expect(byFile).toEqual(byLines);
    expect(byFunction).toEqual(byLines);
  });

  test("lines before and after a file", async () => {
    const name = "hyper-14.9MB-truncated.strace";
    const text = samples.find((each) => each.name === name)?.text ?? "";
    const others = "1 getpid() = 1\n".repeat(100); // so many are looked at before the first is read
    const parts =
      (analyzer: Analyzer): LineSink =>
      (...line) =>
        analyzer.line(...line);
    const byLines = await saidBy((analyzer) => {
      for (const each of [others, text, others]) feedLines(each, parts(analyzer));
    });
    const mixed = await saidBy(async (analyzer) => {
      feedLines(others, parts(analyzer));
      await readCapture(pathOf(name), analyzer);
      feedLines(others, parts(analyzer));
    });
    expect(mixed).toEqual(byLines);
    expect(mixed).toMatchObject({ facts: { lines: text.split("\n").length + 199 }, summary: { truncated: 1 } });
  });
});
