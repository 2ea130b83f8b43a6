import { readFileSync, statSync } from "node:fs";
import { UnflushedError } from "../../errors.js";
import type { Baseline } from "./model.js";
import { BaselineProblem, parseBaseline } from "./parse.js";

/**
 * Reads a baseline.
 *
 * @param mayBeMissing true if the run is about to write the file
 * @returns null if the file does not exist and may be missing
 * @throws UnflushedError (`baseline-missing`, `baseline-unreadable`, `baseline-invalid`)
 */
export function readBaseline(file: string, mayBeMissing: boolean): Baseline | null {
  refuseDevice(file);
  try {
    return parseBaseline(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof BaselineProblem) {
      throw new UnflushedError(
        "baseline-invalid",
        `${file} is not a baseline: ${error.message}; delete it, and write a new one with --update-baseline`,
      );
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code !== "ENOENT") {
      throw new UnflushedError(
        "baseline-unreadable",
        `the baseline ${file} cannot be read (${code}): check its name and its permissions`,
      );
    }
    if (mayBeMissing) return null;
    throw new UnflushedError(
      "baseline-missing",
      `the baseline ${file} does not exist: write it with --update-baseline, which accepts the findings of this run`,
    );
  }
}

/** Throws for a device, because reading it may never end (`/dev/full`, `/dev/zero`). */
function refuseDevice(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isCharacterDevice()) return;
  throw new UnflushedError("baseline-invalid", `${file} is a device, not a baseline: name a file`);
}
