import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives all tests one temporary folder, and fails the run if a file of unflushed is left in it at the end. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-tests-"));
  process.env.TMPDIR = folder;
  return () => {
    const left = readdirSync(folder).filter((name) => /^\.?unflushed/.test(name));
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    process.exitCode = 1; // vitest prints an error of a teardown, and still exits with 0
    throw new Error(`left in TMPDIR: ${left.join(", ")}`);
  };
}
