import {
  chmodSync,
  fstatSync,
  linkSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { UnflushedError } from "../../errors.js";
import { unwritable } from "./unwritable.js";

/** Names of a standard stream, or of an fd: what they lead to is never replaced. */
const STREAM = /^\/(?:dev\/(?:stdout$|stderr$|fd\/)|proc\/)/;
const PERMISSIONS = 0o7777;

/** What file systems without hard links answer to link(2). */
const NO_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EACCES"]);

/** The place of a file that is whole. It replaces the file that was there, and takes over its permissions. */
export class OutputPlace {
  /** The file itself: symbolic links are followed, and stay what they are. */
  readonly target: string;
  /** False for a device, a pipe or a stream, which are written to, never replaced. */
  readonly isReplaced: boolean;
  /** Permissions of the file that was there; null if there was none. */
  readonly mode: number | null;

  /**
   * @param replaces false if a file that gets this name meanwhile is to stay
   * @throws UnflushedError (`output-unwritable`) if `path` is a folder, or cannot be looked at; `usage` if it is the file
   *   that standard input is read from
   */
  constructor(
    private readonly path: string,
    private readonly replaces = true,
  ) {
    this.target = this.try(() => targetOf(path));
    const known = this.try(() => statSync(this.target, { throwIfNoEntry: false }));
    if (known?.isDirectory()) throw this.unwritable("EISDIR");
    if (known && isStandardInput(known)) {
      throw new UnflushedError("usage", `${path} is what standard input is read from: name another file`);
    }
    this.isReplaced = !STREAM.test(resolve(path)) && (known?.isFile() ?? true);
    this.mode = known?.isFile() ? known.mode & PERMISSIONS : null;
  }

  /** The folder for a file that is to be put here: a rename does not leave its file system. */
  get folder(): string {
    return dirname(this.target);
  }

  /** Gives a whole file this name. */
  put(file: string): void {
    this.try(() => {
      if (this.mode !== null) chmodSync(file, this.mode); // what umask took away as well
      if (this.replaces) renameSync(file, this.target);
      else giveFreeName(file, this.target);
    });
  }

  /** @throws UnflushedError (`output-unwritable`) for what the file system refuses */
  try<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw this.explain(error);
    }
  }

  explain(error: unknown): unknown {
    const { code } = error as NodeJS.ErrnoException;
    return error instanceof UnflushedError || code === undefined ? error : this.unwritable(code);
  }

  private unwritable(code: string): UnflushedError {
    return unwritable(this.path, code);
  }
}

/** Follows symbolic links, also if the last one leads to a file that is still to be made. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? targetOf(resolve(dirname(path), readlinkSync(path))) : path;
}

/** A file in place of standard input: to replace it, or to add to it, would destroy what is read. */
function isStandardInput(file: Stats): boolean {
  try {
    const { dev, ino } = fstatSync(0);
    return file.isFile() && file.dev === dev && file.ino === ino;
  } catch {
    return false; // it is closed
  }
}

/** Renames a file; rename(2) alone would replace one that got this name meanwhile. */
function giveFreeName(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    if (lstatSync(name, { throwIfNoEntry: false })) throw Object.assign(new Error(), { code: "EEXIST" });
    renameSync(file, name);
    return;
  }
  unlinkSync(file);
}
