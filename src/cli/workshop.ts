import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
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
  readonly #onSignal = (): void => {
    this.close();
    process.exit(INTERRUPTED);
  };

  /**
   * @param output the file that is made; null for standard output
   * @throws UnflushedError (`capture-unwritable`) where no file can be made there
   */
  constructor(private readonly output: string | null) {
    this.#folder = this.#try(() => mkdtempSync(join(output === null ? tmpdir() : dirname(output), ".unflushed-")));
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
    const { output } = this;
    try {
      if (output.endsWith(".gz")) {
        await pipeline(createReadStream(path), createGzip(), createWriteStream(this.path("gz")));
        renameSync(this.path("gz"), output);
      } else renameSync(path, output);
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
