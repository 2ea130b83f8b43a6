import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnflushedError } from "../../errors.js";

/** A folder for the captures of a provocation. */
export interface CaptureFolder {
  readonly path: string;
  /** Removes a temporary folder; does nothing to one that the user named. */
  readonly remove: () => void;
}

/**
 * Makes the folder that the user named, or else a temporary one, which is removed at the latest when the process exits.
 *
 * @throws UnflushedError (`capture-unwritable`) if the named folder cannot be made
 */
export function captureFolder(named: string | undefined): CaptureFolder {
  return named === undefined ? temporaryFolder() : keptFolder(named);
}

function keptFolder(path: string): CaptureFolder {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UnflushedError("capture-unwritable", `${path} cannot be made (${code}): name another folder`);
  }
  return { path, remove: () => {} };
}

function temporaryFolder(): CaptureFolder {
  const path = mkdtempSync(join(tmpdir(), "unflushed-provoke-"));
  const remove = (): void => {
    process.off("exit", remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.once("exit", remove);
  return { path, remove };
}
