import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Report } from "./report.js";

const CLI = fileURLToPath(new URL("../dist/cli/bin.cjs", import.meta.url));
const execute = promisify(execFile);

/** The verdicts of the built command, as a user gets them. Exit codes 1 and 3 come with verdicts too. */
export async function check(path: string): Promise<Report> {
  const args = [CLI, "check", "--format", "json", path];
  try {
    return JSON.parse((await execute(process.execPath, args, { maxBuffer: 2 ** 28 })).stdout);
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    if (code === 1 || code === 3) return JSON.parse(stdout);
    throw error;
  }
}
