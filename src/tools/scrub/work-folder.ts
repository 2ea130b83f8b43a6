import { closeSync, createReadStream, createWriteStream, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type NewFileWish, placeOfNewFile } from "../../run/files/new-file.js";
import type { OutputPlace } from "../../run/files/output-place.js";
import { inTemporaryFolder } from "../../run/files/temporary.js";
import { removeStale, temporaryMark } from "../../run/files/temporary-name.js";
import type { Invocation } from "../../run/streams.js";

const FLUSH_AT = 1 << 18; // characters

/** A folder for unfinished files, beside the file that is being made. It is removed when this process ends, if not before. */
export class WorkFolder {
  readonly #folder: string;
  /** Null for standard output. */
  readonly #place: OutputPlace | null;

  /**
   * @param output the file that is made; null for standard output
   * @throws UnflushedError (`output-unwritable`) if no file can be made there; later methods throw it too. At once also
   *   `usage` and `output-exists`
   */
  constructor(
    private readonly output: NewFileWish | null,
    private readonly invocation: Invocation,
  ) {
    this.#place = output && placeOfNewFile(output);
    const parent = this.#place?.isReplaced ? this.#place.folder : tmpdir();
    removeStale(parent);
    const folder = join(parent, `.${temporaryMark()}`);
    this.#try(() => mkdirSync(folder, { mode: 0o700 }));
    this.#folder = folder;
    invocation.atEnd.add(this.close);
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** A new file for lines. */
  create(name: string): LineFile {
    const fd = this.#try(() => openSync(this.path(name), "w", 0o666));
    return new LineFile(
      (text) => this.#try(() => writeSync(fd, text, null, "latin1")),
      () => this.#try(() => closeSync(fd)),
    );
  }

  /** Gives a finished file its own name, or prints it to standard output. */
  async publish(name: string): Promise<void> {
    const path = this.path(name);
    const place = this.#place;
    const { stdout } = this.invocation;
    if (place === null) {
      for await (const chunk of createReadStream(path)) {
        if (!stdout.write(chunk)) await new Promise((resolve) => stdout.once("drain", resolve));
      }
      return;
    }
    const isCompressed = this.output?.path.endsWith(".gz") === true;
    const done = !place.isReplaced ? place.target : isCompressed ? this.path("gz") : path;
    try {
      const flags = place.isReplaced ? "w" : "a";
      if (isCompressed) await pipeline(createReadStream(path), createGzip(), createWriteStream(done, { flags }));
      else if (done !== path) await pipeline(createReadStream(path), createWriteStream(done, { flags }));
    } catch (error) {
      throw place.explain(error);
    }
    if (place.isReplaced) place.put(done);
  }

  readonly close = (): void => {
    this.invocation.atEnd.delete(this.close);
    rmSync(this.#folder, { recursive: true, force: true });
  };

  #try<T>(act: () => T): T {
    return this.#place?.isReplaced ? this.#place.try(act) : inTemporaryFolder(act);
  }
}

/** Writes lines to a file, many at once. */
export class LineFile {
  #text = "";
  #hasLine = false;

  constructor(
    private readonly write: (text: string) => number,
    private readonly onEnd: () => void,
  ) {}

  line(text: string): void {
    this.#text += this.#hasLine ? `\n${text}` : text;
    this.#hasLine = true;
    if (this.#text.length >= FLUSH_AT) this.#flush();
  }

  /** `isCut`: the last line has no end. */
  end(isCut: boolean): void {
    if (!isCut && this.#hasLine) this.#text += "\n";
    this.#flush();
    this.onEnd();
  }

  #flush(): void {
    for (let text = this.#text; text !== ""; ) text = text.slice(this.write(text));
    this.#text = "";
  }
}
