import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { visible } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";
import { outputExists } from "../../run/files/new-file.js";
import { makeTemporaryFolder } from "../../run/files/temporary.js";

/** A folder for the captures of a provocation. */
export interface CaptureFolder {
  readonly path: string;
  /** Removes a temporary folder; does nothing to one that the user named. */
  readonly remove: () => void;
}

/**
 * Makes the folder that the user named, or else a temporary one, which is removed at the latest when the process exits.
 *
 * @param isForced true if captures of another run in the named folder may be replaced
 * @throws UnflushedError (`capture-unwritable`) if the named folder cannot be made; `output-exists`; `output-unwritable`
 */
export function captureFolder(named: string | undefined, isForced: boolean): CaptureFolder {
  return named === undefined ? temporaryFolder() : keptFolder(named, isForced);
}

/** What a provocation writes: a capture and a log for each start of the server. */
const ITS_FILES = /^(?:dry-run|write-\d+-attempt-\d+(?:-try-\d+)?)\.(?:strace|log)$/;

function keptFolder(path: string, isForced: boolean): CaptureFolder {
  let names: string[];
  try {
    mkdirSync(path, { recursive: true });
    names = readdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UnflushedError("capture-unwritable", `${visible(path)} cannot be made (${code}): name another folder`);
  }
  const earlier = names.find((name) => ITS_FILES.test(name));
  if (earlier !== undefined && !isForced) throw outputExists(join(path, earlier));
  return { path, remove: () => {} };
}

function temporaryFolder(): CaptureFolder {
  const path = makeTemporaryFolder();
  const remove = (): void => {
    process.off("exit", remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.once("exit", remove);
  return { path, remove };
}
