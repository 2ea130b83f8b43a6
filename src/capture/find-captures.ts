import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UnflushedError } from "../errors.js";
import { readingError, STDIN } from "./source.js";
import { pathKind, threadFiles } from "./thread-files.js";
import type { PidTest } from "./thread-sets.js";
import type { FoundFiles } from "./walk.js";

/** Something to read as a capture. */
export interface CaptureInput {
  /** A file, NAME of the NAME.PID of `-ff`, or `-`. */
  readonly path: string;
  /** False where a directory or a glob held it: it may be no strace output at all. */
  readonly isNamed: boolean;
  /** As it is stored; 0 where that cannot be told. */
  readonly bytes: number;
  /** Why there is nothing to read, where that is known by now. */
  readonly problem: Pick<UnflushedError, "code" | "message"> | null;
}

/**
 * The captures that the arguments of a command line stand for: files, NAME of the NAME.PID of `-ff`, directories, and
 * globs that no shell has expanded. As they are given; what a directory or a glob holds is sorted by its path, in code
 * units. What several arguments name is there once, at its first place.
 */
export async function findCaptures(args: readonly string[], hasPid: PidTest): Promise<CaptureInput[]> {
  const found = new Map<string, CaptureInput>();
  for (const arg of args) {
    for (const input of await inputsOf(arg, hasPid)) {
      const key = input.path === STDIN ? STDIN : realPathOf(input.path);
      const before = found.get(key);
      found.set(key, before ? { ...before, isNamed: before.isNamed || input.isNamed } : input);
    }
  }
  return [...found.values()];
}

async function inputsOf(arg: string, hasPid: PidTest): Promise<CaptureInput[]> {
  const kind = arg === STDIN ? "file" : whatIs(arg);
  if (kind === "file") return [inputOf(arg, true)];
  const held =
    kind === "folder"
      ? (await import("./walk.js")).filesBelow(arg)
      : await (await import("./glob.js")).filesMatching(arg);
  if (!held) return [inputOf(arg, true)]; // to read it says that it does not exist
  const inputs = await inputsIn(held, hasPid);
  if (inputs.length > 0) return inputs;
  const message =
    kind === "folder"
      ? `${arg} is a directory that holds no files to read: name one that holds captures`
      : `no file matches ${arg}: check the pattern`;
  return [unreadable(arg, { code: "no-captures", message })];
}

/** In the order of their paths, which is the same on every machine. */
async function inputsIn(held: FoundFiles, hasPid: PidTest): Promise<CaptureInput[]> {
  const { joinSets } = await import("./thread-sets.js");
  const inputs = (await joinSets(held.files.sort(), hasPid)).map((path) => inputOf(path, false));
  for (const { path, error } of held.unreadable) {
    const problem = readingError(path, error);
    if (!(problem instanceof UnflushedError)) throw error;
    inputs.push(unreadable(path, problem));
  }
  return inputs.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function whatIs(path: string): "file" | "folder" | "none" {
  try {
    const kind = pathKind(path);
    return kind === "none" && threadFiles(path) ? "file" : kind;
  } catch {
    return "file"; // to read it says what is wrong
  }
}

/** A path as an input, whatever it is. */
export function inputOf(path: string, isNamed: boolean): CaptureInput {
  return { path, isNamed, bytes: path === STDIN ? 0 : storedBytes(path), problem: null };
}

function unreadable(path: string, { code, message }: Pick<UnflushedError, "code" | "message">): CaptureInput {
  return { path, isNamed: true, bytes: 0, problem: { code, message } };
}

/** 0 where a size says nothing: a pipe, a file that is not there. */
function storedBytes(path: string): number {
  try {
    const files = threadFiles(path) ?? [{ path }];
    return files.map((file) => statSync(file.path)).reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
  } catch {
    return 0;
  }
}

/** Also of a set, which is no file itself. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return folderOf(path);
  }
}

function folderOf(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}
