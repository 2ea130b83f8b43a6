import { closeSync } from "node:fs";
import { inTemporaryFolder, temporaryFile } from "../files/temporary.js";
import { readWhole, writeWhole } from "../files/whole.js";
import type { OutputStream } from "../streams.js";
import type { DocumentEncoding } from "./destination.js";

/** Bytes that wait in memory: more than a chunk of a capture mostly gives. */
const IN_MEMORY = 8_388_608;
/** Bytes that go from the file to the stream at a time. */
const PIECE = 65_536;

/**
 * What the reader of a pipe has not taken yet: some in memory, the rest in a file without a name. One connection may have a
 * million exchanges, which are all reported when it ends: reading cannot wait between them, and they may not fit into memory.
 */
export class Backlog {
  #file: number | null = null;
  #from = 0;
  #to = 0;

  constructor(
    private readonly stream: OutputStream,
    private readonly encoding: DocumentEncoding = "utf8",
  ) {}

  /** @throws UnflushedError (`output-unwritable`) if there is no room for what waits */
  write(text: string): void {
    if (this.#file === null && !this.#isFull) this.stream.write(text, this.encoding);
    else this.#keep(Buffer.from(text, this.encoding));
  }

  get #isFull(): boolean {
    return (this.stream.writableLength ?? 0) >= IN_MEMORY;
  }

  #keep(bytes: Buffer): void {
    if (this.#file === null) {
      this.#file = temporaryFile();
      this.stream.on("drain", this.#goOn);
    }
    const file = this.#file;
    inTemporaryFolder(() => writeWhole(file, bytes, this.#to));
    this.#to += bytes.length;
  }

  readonly #goOn = (): void => {
    const file = this.#file;
    if (file === null) return;
    try {
      for (; this.#from < this.#to && !this.#isFull; this.#from += PIECE) {
        this.stream.write(readWhole(file, Math.min(PIECE, this.#to - this.#from), this.#from));
      }
    } catch (error) {
      this.stream.emit("error", error); // no one calls this function who could catch it
    }
    if (this.#from >= this.#to) this.#close(file);
  };

  #close(file: number): void {
    this.stream.off("drain", this.#goOn);
    closeSync(file);
    this.#file = null;
    this.#from = 0;
    this.#to = 0;
  }
}
