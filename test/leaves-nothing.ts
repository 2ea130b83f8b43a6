import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** All tests make their temporary files in a folder of this run; it fails where one of them is left at the end. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-tests-"));
  process.env.TMPDIR = folder;
  return () => {
    const left = readdirSync(folder).filter((name) => /^\.?unflushed/.test(name));
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    process.exitCode = 1; // an error alone is only printed
    throw new Error(`left behind in TMPDIR: ${left.join(", ")}`);
  };
}
