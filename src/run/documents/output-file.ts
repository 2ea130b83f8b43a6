import { closeSync, openSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { OutputPlace } from "../files/output-place.js";
import { removeStale, temporaryMark } from "../files/temporary-name.js";
import { writeWhole } from "../files/whole.js";
import { type Destination, type DocumentEncoding, FLUSH_AT } from "./destination.js";

/** Characters of the file's name in that of the temporary one: a name has at most 255 bytes. */
const LONGEST = 40;

/**
 * A file, written under another name beside it and renamed when it is whole; a device or a pipe is written as it is.
 *
 * @throws UnflushedError (`output-unwritable`), also later, if the file system refuses
 */
export class OutputFile implements Destination {
  #text = "";
  #fd: number;
  readonly #place: OutputPlace;
  /** The name under which it is written; null if that is its own. */
  readonly #temporary: string | null;

  constructor(
    path: string,
    private readonly encoding: DocumentEncoding = "utf8",
  ) {
    const place = new OutputPlace(path);
    const { target, folder, isReplaced } = place;
    if (isReplaced) removeStale(folder);
    const known = basename(target).slice(0, LONGEST);
    const temporary = isReplaced ? join(folder, `.${known}.${temporaryMark()}.tmp`) : null;
    this.#fd = place.try(() => openSync(temporary ?? target, temporary === null ? "a" : "wx", place.mode ?? 0o666));
    this.#temporary = temporary;
    this.#place = place;
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= FLUSH_AT) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.#text, this.encoding);
    this.#text = "";
    this.#place.try(() => writeWhole(this.#fd, bytes));
  }

  finish(): void {
    this.#close();
    if (this.#temporary !== null) this.#place.put(this.#temporary);
  }

  abandon(): void {
    if (this.#temporary !== null) rmSync(this.#temporary, { force: true });
    this.#close();
  }

  #close(): void {
    if (this.#fd < 0) return;
    const fd = this.#fd;
    this.#fd = -1;
    this.#place.try(() => closeSync(fd));
  }
}
