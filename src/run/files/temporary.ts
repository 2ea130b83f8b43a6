import { mkdirSync, openSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visible } from "../../core/text/escape.js";
import { removeStale, temporaryMark } from "./temporary-name.js";
import { unwritable } from "./unwritable.js";

/**
 * An fd, open for both; the file has no name any more: whatever happens, nothing stays.
 *
 * @throws UnflushedError (`output-unwritable`)
 */
export function temporaryFile(): number {
  return inTemporaryFolder(() => {
    const path = join(tmpdir(), temporaryMark());
    const file = openSync(path, "wx+", 0o600);
    unlinkSync(path);
    return file;
  });
}

/**
 * Makes a folder among the temporary files, and removes those that killed processes left there.
 *
 * @throws UnflushedError (`output-unwritable`)
 */
export function makeTemporaryFolder(): string {
  const parent = tmpdir();
  removeStale(parent);
  const path = join(parent, temporaryMark());
  inTemporaryFolder(() => mkdirSync(path, { mode: 0o700 }));
  return path;
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
