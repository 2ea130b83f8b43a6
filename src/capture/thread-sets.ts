import { beginsWithPidColumn, type PidTest } from "../reading/pid-column-text.js";
import { textOf } from "./source.js";
import { nameBeforePid, pathKind, threadFiles } from "./thread-files.js";

/** Replaces the files of each `strace -ff` set by the set's name before the pid; other files stay. */
export async function joinSets(files: readonly string[], hasPid: PidTest): Promise<string[]> {
  const sets = new Map<string, boolean>();
  const joined = new Set<string>();
  for (const file of files) {
    const name = nameBeforePid(file);
    if (name !== null && !sets.has(name)) sets.set(name, await isSet(name, hasPid));
    joined.add(name !== null && sets.get(name) ? name : file);
  }
  return [...joined];
}

/**
 * True if several files differ only in a number and their lines have no pid column. Captures that were numbered for
 * another reason, by day or by machine, may hold many threads each; their lines have the column.
 */
async function isSet(name: string, hasPid: PidTest): Promise<boolean> {
  if (pathKind(name) !== "none") return false;
  const [first, second] = threadFiles(name) ?? [];
  if (!first || !second) return false;
  try {
    return !(await beginsWithPidColumn(textOf(first.path), hasPid));
  } catch {
    return true; // reading it reports the problem
  }
}
