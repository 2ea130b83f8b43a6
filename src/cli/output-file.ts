import { randomUUID } from "node:crypto";
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UnflushedError } from "../errors.js";
import { visible } from "../report/escape.js";
import { type Destination, FLUSH_AT } from "./destination.js";

/**
 * A file, written under another name beside it and renamed when it is whole; a device or a pipe is written as it is.
 *
 * @throws UnflushedError (`output-unwritable`), also later, where the file system refuses
 */
export class OutputFile implements Destination {
  #text = "";
  #fd: number;
  /** The name under which it is written; null where that is its own. */
  readonly #temporary: string | null;
  readonly #target: string;

  constructor(private readonly path: string) {
    this.#target = this.#try(() => targetOf(path));
    const stat = this.#try(() => statSync(this.#target, { throwIfNoEntry: false }));
    const isOwn = stat !== undefined && !stat.isFile();
    this.#temporary = isOwn ? null : join(dirname(this.#target), `.${basename(this.#target)}.${randomUUID()}.tmp`);
    this.#fd = this.#try(() => openSync(this.#temporary ?? this.#target, this.#temporary === null ? "w" : "wx"));
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= FLUSH_AT) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.#text);
    this.#text = "";
    this.#try(() => {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    });
  }

  finish(): void {
    this.#close();
    if (this.#temporary !== null) this.#try(() => renameSync(this.#temporary ?? "", this.#target));
  }

  abandon(): void {
    if (this.#temporary !== null) rmSync(this.#temporary, { force: true });
    this.#close();
  }

  #close(): void {
    if (this.#fd < 0) return;
    const fd = this.#fd;
    this.#fd = -1;
    this.#try(() => closeSync(fd));
  }

  #try<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }
}

/** One sentence for what the file system has to say; `path` is what the user calls it. */
export function unwritable(path: string, error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === undefined) return error;
  return new UnflushedError(
    "output-unwritable",
    `${visible(path)} cannot be written (${code}): ${ADVICE[code] ?? "choose a file in a folder that you may write to"}`,
  );
}

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: "make room on that disk, or choose a file on another one",
  EISDIR: "it is a folder; name a file in it",
  ENOENT: "its folder does not exist; make it first",
  ENOTDIR: "what stands before the last / is a file, not a folder",
};

/** Through symbolic links, which stay what they are. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return path;
  }
}
