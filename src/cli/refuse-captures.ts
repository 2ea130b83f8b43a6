import { realpathSync } from "node:fs";
import type { CaptureInput } from "../capture/find-captures.js";
import { UnflushedError } from "../errors.js";
import type { AskedFormat } from "./asked-format.js";
import { holdsStrace } from "./read.js";

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

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
