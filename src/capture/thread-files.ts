import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UnflushedError } from "../errors.js";

/** One of the files of `strace -ff -o NAME`: `NAME.PID`, the lines of one thread. */
export interface ThreadFile {
  readonly path: string;
  readonly pid: number;
}

const THREAD_FILE = /^(.*)\.(\d+)(?:\.(?:gz|zst|xz))?$/;

/**
 * The files of a `-ff` capture: those in a folder, or those that start with a prefix (`trace` for
 * `trace.123`, `trace.124`). Null where the path is a plain file, or nothing at all.
 *
 * @throws UnflushedError for a folder that is no such capture
 */
export function threadFiles(path: string): ThreadFile[] | null {
  const isFolder = kindOf(path) === "folder";
  if (kindOf(path) === "file") return null;
  const folder = isFolder ? path : dirname(path);
  const found = filesIn(folder).filter(({ name }) => isFolder || name === basename(path));
  const names = new Set(found.map(({ name }) => name));
  if (isFolder && names.size !== 1) throw notACapture(path, names.size);
  if (found.length === 0) return null;
  return found.map(({ file, pid }) => ({ path: join(folder, file), pid })).sort((one, other) => one.pid - other.pid);
}

function filesIn(folder: string): { file: string; name: string; pid: number }[] {
  if (kindOf(folder) !== "folder") return [];
  return readdirSync(folder).flatMap((file) => {
    const [, name, pid] = THREAD_FILE.exec(file) ?? [];
    return name === undefined || kindOf(join(folder, file)) !== "file" ? [] : [{ file, name, pid: Number(pid) }];
  });
}

function kindOf(path: string): "file" | "folder" | "none" {
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
