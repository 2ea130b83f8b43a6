import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { CaptureInput } from "../../capture/find-captures.js";
import { UnflushedError } from "../../errors.js";
import type { AskedFormat } from "../documents/asked-format.js";
import { holdsStrace } from "./analyze-capture.js";

/**
 * A document of an earlier run, which a directory holds too, may be replaced.
 *
 * @throws UnflushedError (`usage`) where a document would replace a capture that it is about
 */
export async function refuseCaptures(asked: readonly AskedFormat[], inputs: readonly CaptureInput[]): Promise<void> {
  const files = asked.filter(({ file }) => file !== null);
  if (files.length === 0) return;
  const captures = new Map(inputs.map((input) => [realPath(input.path), input]));
  for (const { file, format } of files) {
    const capture = captures.get(realPath(file ?? ""));
    if (!capture || (!capture.isNamed && !(await holdsStrace(capture.path)))) continue;
    throw new UnflushedError(
      "usage",
      `--format ${format}=${file} would replace the capture ${file}: name another file`,
    );
  }
}

/** @throws UnflushedError (`usage`) where a document would replace an input of another command, a `what` */
export function refuseInputs(asked: readonly AskedFormat[], paths: readonly string[], what: string): void {
  const inputs = new Set(paths.map(realPath));
  for (const { file, format } of asked) {
    if (file === null || !inputs.has(realPath(file))) continue;
    throw new UnflushedError(
      "usage",
      `--format ${format}=${file} would replace the ${what} ${file}: name another file`,
    );
  }
}

/** @throws UnflushedError (`usage`) where a document would replace the baseline */
export function refuseBaseline(asked: readonly AskedFormat[], { baseline }: { readonly baseline?: string }): void {
  if (baseline === undefined) return;
  for (const { file, format } of asked) {
    if (file === null || resolve(realPath(file)) !== resolve(realPath(baseline))) continue;
    throw new UnflushedError(
      "usage",
      `--format ${format}=${file} would replace the baseline ${baseline}: name another file`,
    );
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
