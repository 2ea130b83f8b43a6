import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { UnflushedError } from "../../errors.js";
import type { AskedFormat } from "./asked-format.js";

/** The identity of a file, so that two names of it are equal, through links of both kinds. */
export function realPlace(path: string): string {
  try {
    const stats = statSync(path);
    return stats.isFile() ? `${stats.dev}:${stats.ino}` : realpathSync(path);
  } catch {
    return resolve(path); // it does not exist yet
  }
}

/**
 * @param what the paths are, such as `baseline`
 * @throws UnflushedError (`usage`) if a document would replace one of them
 */
export function refuseToReplace(asked: readonly AskedFormat[], what: string, paths: readonly string[]): void {
  const kept = new Map(paths.map((path) => [realPlace(path), path]));
  for (const each of asked) {
    const path = each.file === null ? undefined : kept.get(realPlace(each.file));
    if (path !== undefined) throw wouldReplace(each, what, path);
  }
}

export function wouldReplace({ format, file }: AskedFormat, what: string, path: string): UnflushedError {
  return new UnflushedError("usage", `--format ${format}=${file} would replace the ${what} ${path}: name another file`);
}
