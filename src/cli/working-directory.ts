import { readlinkSync } from "node:fs";
import { UnflushedError } from "../errors.js";

/**
 * What to report when a command asked for its working directory, and that was deleted: no path leads to it any more, so
 * nothing can be found from there. Null for any other error.
 */
export function workingDirectoryGone(error: unknown): UnflushedError | null {
  const { syscall, code } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall !== "uv_cwd" || code !== "ENOENT") return null;
  const message = `the working directory${lastName()} was deleted: change to one that exists, and run this again`;
  return new UnflushedError("working-directory-gone", message);
}

/** The path that the directory had, with a space before it; empty when the system does not know it. */
function lastName(): string {
  try {
    return ` ${readlinkSync("/proc/self/cwd").replace(/ \(deleted\)$/, "")}`;
  } catch {
    return "";
  }
}
