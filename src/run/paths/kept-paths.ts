import { closeSync } from "node:fs";
import type { PathStore } from "../../core/joining/joining-place.js";
import { PathRows } from "../../core/joining/path-rows.js";
import type { PathRecord } from "../../core/records/record.js";
import { recordText } from "../../core/records/record-text.js";
import { inTemporaryFolder, temporaryFile } from "../files/temporary.js";
import { readWhole, writeWhole } from "../files/whole.js";

/** So many bytes of paths wait in memory to be written. */
const FLUSH_AT = 1 << 16;
/** What stands in front of a path: how many bytes it takes. */
const HEAD = 4;

/** The paths of many captures, in a file without a name; in memory there are only the numbers that join them. */
export class KeptPaths implements PathStore {
  readonly rows = new PathRows();
  #file: number | null = null;
  /** The paths that are not written yet, by their offsets. */
  readonly #latest = new Map<number, Buffer>();
  #written = 0;
  #size = 0;

  add(path: PathRecord): void {
    const bytes = Buffer.from(recordText(path));
    this.rows.add(path, this.#size);
    this.#latest.set(this.#size, bytes);
    this.#size += HEAD + bytes.length;
    if (this.#size - this.#written >= FLUSH_AT) this.#flush();
  }

  at(row: number): PathRecord {
    const offset = this.rows.offsetOf(row);
    return JSON.parse(String(this.#latest.get(offset) ?? this.#read(offset))) as PathRecord;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #flush(): void {
    this.#file ??= temporaryFile();
    const file = this.#file;
    const parts = [...this.#latest.values()].flatMap((bytes) => [headOf(bytes), bytes]);
    inTemporaryFolder(() => writeWhole(file, Buffer.concat(parts), this.#written));
    this.#written = this.#size;
    this.#latest.clear();
  }

  #read(offset: number): Buffer {
    const file = this.#file as number; // it is not among the latest, so it was written
    return readWhole(file, readWhole(file, HEAD, offset).readUInt32LE(), offset + HEAD);
  }
}

function headOf(bytes: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(bytes.length);
  return head;
}
