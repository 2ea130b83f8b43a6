import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { UnflushedError } from "../errors.js";

const FLUSH_AT = 1 << 18; // characters
const INTERRUPTED = 130;

/** A folder beside a file that is being made, for what is not finished; it goes away, whatever happens. */
export class Workshop {
  readonly #folder: string;
  /** The file itself, behind links; null where the output is none that could be put in place of another. */
  readonly #target: string | null;
  readonly #onSignal = (): void => {
    this.close();
    process.exit(INTERRUPTED);
  };

  /**
   * @param output the file that is made; null for standard output
   * @throws UnflushedError (`capture-unwritable`) where no file can be made there
   */
  constructor(private readonly output: string | null) {
    this.#target = this.#try(() => targetOf(output));
    this.#folder = this.#try(() =>
      mkdtempSync(join(this.#target === null ? tmpdir() : dirname(this.#target), ".unflushed-")),
    );
    process.once("SIGINT", this.#onSignal).once("SIGTERM", this.#onSignal);
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** A new file for lines. */
  create(name: string): LineFile {
    const fd = this.#try(() => openSync(this.path(name), "w", 0o666));
    return new LineFile(
      (text) => this.#try(() => writeSync(fd, text, null, "latin1")),
      () => closeSync(fd),
    );
  }

  /** Gives a finished file its own name, or prints it. */
  async publish(name: string): Promise<void> {
    const path = this.path(name);
    if (this.output === null) {
      for await (const chunk of createReadStream(path)) {
        if (!process.stdout.write(chunk)) await new Promise((resolve) => process.stdout.once("drain", resolve));
      }
      return;
    }
    const isCompressed = this.output.endsWith(".gz");
    const done = this.#target === null ? this.output : isCompressed ? this.path("gz") : path;
    try {
      if (isCompressed) await pipeline(createReadStream(path), createGzip(), createWriteStream(done));
      else if (done !== path) await pipeline(createReadStream(path), createWriteStream(done));
      if (this.#target !== null) renameSync(done, this.#target);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  close(): void {
    process.off("SIGINT", this.#onSignal).off("SIGTERM", this.#onSignal);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #try<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw this.#explain(error);
    }
  }

  #explain(error: unknown): unknown {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) return error;
    const name = this.output ?? `a temporary file in ${tmpdir()}`;
    const help = code === "ENOSPC" ? "make room, or name another file" : "name another file";
    return new UnflushedError("capture-unwritable", `${name} cannot be written (${code}): ${help}`);
  }
}

/**
 * Where a finished file goes. A device or a FIFO (`/dev/null`, `/dev/stdout`) is written to, never replaced, and so is
 * standard output: null.
 */
function targetOf(output: string | null): string | null {
  if (output === null) return null;
  const known = statSync(output, { throwIfNoEntry: false });
  if (!known) return output;
  return known.isFile() || known.isDirectory() ? realpathSync(output) : null;
}

/** Lines on their way to a file, in larger pieces. */
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
