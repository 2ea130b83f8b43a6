import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UnflushedError } from "../errors.js";
import type { NamedCapture } from "../reading/check-capture.js";
import type { PidTest } from "../reading/pid-column-text.js";
import { STDIN } from "../reading/problems.js";
import { readingError } from "./source.js";
import { pathKind, threadFiles } from "./thread-files.js";
import type { FoundFiles } from "./walk.js";

/** A capture on disk, or standard input. */
export interface CaptureInput extends NamedCapture {
  /** Stored bytes of all its files; 0 if unknown, as for a pipe. */
  readonly bytes: number;
}

/**
 * Finds the captures that command-line arguments stand for: files, NAME for the NAME.PID files of `-ff`, directories,
 * and globs that no shell has expanded.
 *
 * The captures are in the order of the arguments; those of a directory or a glob are sorted by path, in code units. A
 * capture that several arguments name appears once, at its first place.
 *
 * @param hasPid recognizes a line with a pid column, which no file of `-ff` has
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
  if (!held) return [inputOf(arg, true)]; // reading it reports that it does not exist
  const inputs = await inputsIn(held, hasPid);
  if (inputs.length > 0) return inputs;
  const message =
    kind === "folder"
      ? `${arg} is a directory that holds no files to read: name one that holds captures`
      : `no file matches ${arg}: check the pattern`;
  return [unreadable(arg, { code: "no-captures", message })];
}

/** Sorts by path in code units, which gives the same order on every machine. */
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
    return "file"; // reading it reports the problem
  }
}

/** Describes a path as an input, without reading it. */
export function inputOf(path: string, isNamed: boolean): CaptureInput {
  return { path, isNamed, bytes: path === STDIN ? 0 : storedBytes(path), problem: null };
}

function unreadable(path: string, { code, message }: Pick<UnflushedError, "code" | "message">): CaptureInput {
  return { path, isNamed: true, bytes: 0, problem: { code, message } };
}

/** 0 if there is no size: for a pipe, or for a file that does not exist. */
function storedBytes(path: string): number {
  try {
    const files = threadFiles(path) ?? [{ path }];
    return files.map((file) => statSync(file.path)).reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
  } catch {
    return 0;
  }
}

/** NAME of a `-ff` set is not a file itself: its folder is resolved instead. */
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
