import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { captureOf, captures } from "./captures.js";
import { measure, summarize } from "./measure.js";

/** Says what `parse` costs on the first capture. Another build of the tool may be measured in turn with this one. */
export function measureParse(tool: string, runs: number, megabytes: number, other: string | undefined): void {
  const [capture] = captures;
  if (!capture) return;
  const path = captureOf(capture, megabytes * 1e6);
  const folder = mkdtempSync(join(tmpdir(), "unflushed-parse-"));
  const tools = other === undefined ? [tool] : [tool, other];
  const usages = tools.map(() => [] as ReturnType<typeof measure>[]);
  for (let run = 0; run < runs; run++) {
    for (const [index, each] of tools.entries()) {
      usages[index]?.push(measure([process.execPath, each, "parse", path], join(folder, "out")));
    }
  }
  rmSync(folder, { recursive: true });
  for (const [index, each] of tools.entries()) {
    const { cpu } = summarize(usages[index] ?? []);
    process.stdout.write(`${each}: ${cpu.toFixed(2)} s of CPU, ${(statSync(path).size / 1e6 / cpu).toFixed(0)} MB/s\n`);
  }
}
