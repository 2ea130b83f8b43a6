import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { compareChain, type PathComparison } from "./compare.js";
import type { ChainReport } from "./report.js";
import type { ChainTruth } from "./truth.js";

const CLI = fileURLToPath(new URL("../../dist/cli/bin.cjs", import.meta.url));
const execute = promisify(execFile);

/** What one recording says. */
export interface ChainRan {
  readonly truth: ChainTruth;
  /** Where its captures are. */
  readonly folder: string;
  /** The paths that the document has. */
  readonly paths: number;
  readonly comparisons: readonly PathComparison[];
}

/** Checks all captures of a recording at once, as a user does, and compares the paths with the truth. */
export async function judgeChain(folder: string): Promise<ChainRan> {
  const truth: ChainTruth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
  const document = join(folder, "check.json");
  const captures = truth.captures.map((each) => join(folder, each));
  const args = [CLI, "check", "--format", `json=${document}`, "--no-config", "--no-progress", ...captures];
  await execute(process.execPath, args, { maxBuffer: 2 ** 28 }).catch((error: { code: number }) => {
    if (error.code !== 1 && error.code !== 3) throw error; // these come with verdicts, too
  });
  const report: ChainReport = JSON.parse(readFileSync(document, "utf8"));
  rmSync(document);
  return { truth, folder, paths: report.paths?.length ?? 0, comparisons: compareChain(truth, report) };
}
