import { hasPidColumn } from "../../core/strace/line/pid-column.js";
import { beginsWithPidColumn } from "../../reading/pid-column-text.js";
import { type NumberedName, threadName } from "../../reading/thread-name.js";
import { textOfFile } from "./file-text.js";
import type { GivenFile } from "./messages.js";

/** A capture that a page was given: one file, or the files of `strace -ff`, sorted by pid. */
export interface GivenCapture {
  readonly name: string;
  readonly isNamed: boolean;
  readonly files: readonly GivenFile[];
  /** The pid of each file of `strace -ff`; null for one file that holds all threads. */
  readonly pids: readonly number[] | null;
}

/** The captures that files are, in the order of the files. Several files that differ in a pid alone are those of one `strace -ff`. */
export async function capturesOf(files: readonly GivenFile[]): Promise<readonly GivenCapture[]> {
  const captures = new Map<string, GivenCapture>();
  for (const file of files) {
    const set = await setOf(file, files);
    const capture = set ?? { name: file.name, isNamed: file.isNamed, files: [file], pids: null };
    captures.set(set ? `set ${capture.name}` : `file ${captures.size}`, capture);
  }
  return [...captures.values()];
}

async function setOf(file: GivenFile, all: readonly GivenFile[]): Promise<GivenCapture | null> {
  const own = threadName(file.name);
  if (!own || all.some(({ name }) => name === own.name)) return null;
  const threads = all.flatMap((each) => {
    const found = threadName(each.name);
    return found?.name === own.name ? [{ ...found, file: each }] : [];
  });
  const first = threads.sort(byPid)[0];
  if (!first || threads.length < 2 || (await hasColumn(first.file))) return null;
  return {
    name: own.name,
    isNamed: threads.every((each) => each.file.isNamed),
    files: threads.map((each) => each.file),
    pids: threads.map(({ pid }) => pid),
  };
}

function byPid(one: NumberedName, other: NumberedName): number {
  return one.pid - other.pid;
}

async function hasColumn(file: GivenFile): Promise<boolean> {
  try {
    return await beginsWithPidColumn(textOfFile(file), hasPidColumn);
  } catch {
    return false; // reading it reports the problem
  }
}
