import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UnflushedError } from "../errors.js";
import { numberedName, threadName } from "../reading/thread-name.js";

/** One of the files that `strace -ff -o NAME` writes: `NAME.PID` holds the lines of one thread. */
export interface ThreadFile {
  readonly path: string;
  readonly pid: number;
}

/**
 * The files of a `-ff` capture, sorted by pid: all in a folder, or those with a common prefix (`trace` for `trace.123`
 * and `trace.124`). Null if the path is a plain file, or if nothing is there.
 *
 * @throws UnflushedError (`capture-is-directory`) for a folder that does not hold exactly one such capture
 */
export function threadFiles(path: string): ThreadFile[] | null {
  const isFolder = pathKind(path) === "folder";
  if (pathKind(path) === "file") return null;
  const folder = isFolder ? path : dirname(path);
  const found = filesIn(folder, isFolder ? null : basename(path));
  const names = new Set(found.map(({ name }) => name));
  if (isFolder && names.size !== 1) throw notACapture(path, names.size);
  if (found.length === 0) return null;
  return found.map(({ file, pid }) => ({ path: join(folder, file), pid })).sort((one, other) => one.pid - other.pid);
}

/** The part of a path before the pid, if it may be a file of `-ff` (see `threadName`); otherwise null. */
export function nameBeforePid(path: string): string | null {
  const found = threadName(basename(path));
  return found && join(dirname(path), found.name);
}

/** The files of a folder that end with a pid: of all names, or of one. */
function filesIn(folder: string, wanted: string | null): { file: string; name: string; pid: number }[] {
  if (pathKind(folder) !== "folder") return [];
  return readdirSync(folder).flatMap((file) => {
    const found = numberedName(file);
    if (!found || (wanted !== null && found.name !== wanted)) return [];
    return pathKind(join(folder, file)) === "file" ? [{ file, ...found }] : [];
  });
}

export function pathKind(path: string): "file" | "folder" | "none" {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return "none";
  return stats.isDirectory() ? "folder" : "file";
}

function notACapture(path: string, captures: number): UnflushedError {
  const what = captures === 0 ? "holds no files of strace -ff (NAME.PID)" : `holds ${captures} captures of strace -ff`;
  return new UnflushedError(
    "capture-is-directory",
    `${path} is a directory that ${what}: name the capture files in it, or NAME`,
  );
}
