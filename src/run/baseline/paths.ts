import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { threadFiles } from "../../capture/thread-files.js";
import { displayName, STDIN } from "../../reading/problems.js";

/**
 * Translates the paths of captures. In a baseline they start from its own folder and use `/`, so the file is valid in
 * every checkout.
 */
export class BaselinePaths {
  readonly #folder: string;
  /** The folders among the captures that the user named. */
  readonly #asked: readonly string[];

  /**
   * @param file the file of the baseline
   * @param asked the captures, as the user named them
   */
  constructor(file: string, asked: readonly string[]) {
    this.#folder = dirname(file);
    this.#asked = asked.filter(isFolder).map((each) => resolve(each) + sep);
  }

  /** The path in the baseline for a path in the records. */
  inBaseline(path: string): string {
    if (path === displayName(STDIN)) return STDIN;
    return relative(resolve(this.#folder), resolve(path)).split(sep).join("/");
  }

  /** The path on the command line for a path in the baseline. */
  outside(path: string): string {
    return path === STDIN ? displayName(STDIN) : join(this.#folder, path);
  }

  /**
   * Why an unread capture of the baseline should have been read; null if the user did not ask for it.
   *
   * @param wasOpened true if the run opened it and skipped it
   */
  missing(path: string, wasOpened = false): string | null {
    if (path === STDIN) return null;
    const outside = this.outside(path);
    if (!existsSync(outside) && !isPrefixOfThreads(outside)) return "it is in the baseline, and no longer exists";
    const isAsked = wasOpened || this.#asked.some((folder) => resolve(outside).startsWith(folder));
    return isAsked ? "it is in the baseline, and was not read this time" : null;
  }
}

function isFolder(path: string): boolean {
  return path !== STDIN && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

function isPrefixOfThreads(path: string): boolean {
  return threadFiles(path) !== null;
}
