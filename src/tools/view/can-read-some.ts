import { accessSync, constants } from "node:fs";
import { type CaptureInput, findCaptures } from "../../capture/find-captures.js";
import { threadFiles } from "../../capture/thread-files.js";
import { hasPidColumn } from "../../core/strace/line/pid-column.js";
import { STDIN } from "../../reading/problems.js";

/**
 * True if a file of at least one capture exists and may be read: else there is nothing to look at.
 *
 * @throws UnflushedError if the captures that arguments stand for cannot be found
 */
export async function canReadSome(args: readonly string[]): Promise<boolean> {
  return args.includes(STDIN) || (await findCaptures(args, hasPidColumn)).some(mayBeRead);
}

function mayBeRead({ path, problem }: CaptureInput): boolean {
  if (problem) return false;
  try {
    for (const file of threadFiles(path) ?? [{ path }]) accessSync(file.path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
