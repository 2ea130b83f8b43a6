import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

/** Makes a folder. It is removed after the tests of the file (after-each-file.ts). */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-test-"));
  made.push(folder);
  return folder;
}

/** Removes all folders that were made. */
export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
