import { LineSplitter } from "./lines.js";
import { textOf } from "./source.js";
import { nameBeforePid, pathKind, threadFiles } from "./thread-files.js";

/** True for a line that says which thread's it is. */
export type PidTest = (bytes: Buffer, start: number, end: number) => boolean;

/** Files, and in the place of those of `strace -ff` what each set of them is called before the pid. */
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
 * True where several files differ in a number alone, and their lines do not say whose they are: captures that were
 * numbered otherwise (by day, by machine) may be of many threads each.
 */
async function isSet(name: string, hasPid: PidTest): Promise<boolean> {
  if (pathKind(name) !== "none") return false;
  const [first, second] = threadFiles(name) ?? [];
  if (!first || !second) return false;
  let saysSo = false;
  const lines = new LineSplitter((bytes, start, end) => {
    saysSo ||= hasPid(bytes, start, end);
  });
  try {
    for await (const chunk of textOf(first.path)) {
      lines.push(chunk);
      break;
    }
  } catch {
    return true; // to read it says what is wrong
  }
  return !saysSo;
}
