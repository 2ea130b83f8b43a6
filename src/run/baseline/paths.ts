import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { displayName, STDIN } from "../../capture/source.js";
import { threadFiles } from "../../capture/thread-files.js";

/** What captures are called in a baseline: relative to its folder, with `/`, so that it holds wherever it is checked out. */
export class BaselinePaths {
  readonly #folder: string;
  /** Folders that were asked for. */
  readonly #asked: readonly string[];

  /** `file`: the baseline's; `asked`: the captures, as they were named. */
  constructor(file: string, asked: readonly string[]) {
    this.#folder = dirname(file);
    this.#asked = asked.filter(isFolder).map((each) => resolve(each) + sep);
  }

  /** `path` as records have it. */
  inBaseline(path: string): string {
    if (path === displayName(STDIN)) return STDIN;
    return relative(resolve(this.#folder), resolve(path)).split(sep).join("/");
  }

  /** As it would be named on the command line. */
  outside(path: string): string {
    return path === STDIN ? displayName(STDIN) : join(this.#folder, path);
  }

  /**
   * Why a capture of the baseline that was not read should have been; null where nobody asked for it.
   *
   * @param wasAsked somebody did, whatever the folders: it was opened, and passed over
   */
  missing(path: string, wasAsked = false): string | null {
    if (path === STDIN) return null;
    const outside = this.outside(path);
    if (!existsSync(outside) && !isPrefixOfThreads(outside)) return "it is in the baseline, and no longer exists";
    const isAsked = wasAsked || this.#asked.some((folder) => resolve(outside).startsWith(folder));
    return isAsked ? "it is in the baseline, and was not read this time" : null;
  }
}

function isFolder(path: string): boolean {
  return path !== STDIN && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

function isPrefixOfThreads(path: string): boolean {
  return threadFiles(path) !== null;
}
