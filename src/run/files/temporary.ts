import { openSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visible } from "../../core/text/escape.js";
import { unwritable } from "./unwritable.js";

/**
 * An fd, open for both; the file has no name any more: whatever happens, nothing stays.
 *
 * @throws UnflushedError (`output-unwritable`)
 */
export function temporaryFile(): number {
  return inTemporaryFolder(() => {
    const path = join(tmpdir(), `unflushed-${crypto.randomUUID()}`);
    const file = openSync(path, "wx+", 0o600);
    unlinkSync(path);
    return file;
  });
}

/** @throws UnflushedError (`output-unwritable`) for what the file system refuses in the folder for temporary files */
export function inTemporaryFolder<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error;
    throw unwritable(`a temporary file in ${visible(tmpdir())}`, code, "set TMPDIR to a folder on another one");
  }
}
