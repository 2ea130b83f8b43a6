import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const IN_MEMORY = 4_194_304; // characters
const CHUNK = 1 << 18;

/** Texts that have to wait until something else is written: a few in memory, many in a temporary file. */
export class Spool {
  #texts: string[] = [];
  #length = 0;
  #file: { readonly folder: string; readonly fd: number } | null = null;

  add(text: string): void {
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length > IN_MEMORY) this.#spill();
  }

  /** All of them, in order, with `separator` between; they are gone afterwards. */
  *take(separator: string): Generator<string> {
    let isFirst = true;
    for (const line of this.#lines()) {
      yield isFirst ? line : separator + line;
      isFirst = false;
    }
    this.#texts = [];
  }

  *#lines(): Generator<string> {
    if (this.#file) yield* spilled(this.#file);
    yield* this.#texts;
  }

  /** A text a line: none of them holds a newline. */
  #spill(): void {
    const folder = this.#file?.folder ?? mkdtempSync(join(tmpdir(), "unflushed-"));
    this.#file ??= { folder, fd: openSync(join(folder, "findings"), "w+", 0o600) };
    writeSync(this.#file.fd, `${this.#texts.join("\n")}\n`);
    this.#texts = [];
    this.#length = 0;
  }
}

function* spilled({ folder, fd }: { readonly folder: string; readonly fd: number }): Generator<string> {
  const buffer = Buffer.alloc(CHUNK);
  let rest = Buffer.alloc(0);
  let at = 0;
  for (let read = readSync(fd, buffer, 0, CHUNK, at); read > 0; read = readSync(fd, buffer, 0, CHUNK, at)) {
    at += read;
    rest = Buffer.concat([rest, buffer.subarray(0, read)]);
    const end = rest.lastIndexOf(0x0a);
    if (end < 0) continue;
    yield* rest.toString("utf8", 0, end).split("\n");
    rest = rest.subarray(end + 1);
  }
  closeSync(fd);
  rmSync(folder, { recursive: true });
}
