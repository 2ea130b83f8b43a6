import { readFileSync, statSync } from "node:fs";
import { visible } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";
import type { Baseline } from "./model.js";
import { BaselineProblem, parseBaseline } from "./parse.js";

/**
 * What was accepted; null if there is nothing yet, and `mayBeMissing`.
 *
 * @throws UnflushedError (`baseline-missing`, `baseline-unreadable`, `baseline-invalid`)
 */
export function readBaseline(file: string, mayBeMissing: boolean): Baseline | null {
  const name = visible(file);
  refuseDevice(file, name);
  try {
    return parseBaseline(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof BaselineProblem) {
      throw new UnflushedError(
        "baseline-invalid",
        `${name} is not a baseline: ${visible(error.message)}; delete it, and write it anew with --update-baseline`,
      );
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code !== "ENOENT") {
      throw new UnflushedError(
        "baseline-unreadable",
        `the baseline ${name} cannot be read (${code}): check its name and its permissions`,
      );
    }
    if (mayBeMissing) return null;
    throw new UnflushedError(
      "baseline-missing",
      `the baseline ${name} does not exist: --update-baseline writes it, and accepts what is found now`,
    );
  }
}

/** A device may never end (`/dev/full`, `/dev/zero`). */
function refuseDevice(file: string, name: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isCharacterDevice()) return;
  throw new UnflushedError("baseline-invalid", `${name} is a device, not a baseline: name a file`);
}
