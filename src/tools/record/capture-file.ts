import { closeSync, ftruncateSync, openSync, rmSync } from "node:fs";
import { constants, gzipSync } from "node:zlib";
import { visible } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";
import { type NewFileWish, outputExists, placeOfNewFile } from "../../run/files/new-file.js";
import type { OutputPlace } from "../../run/files/output-place.js";
import { writeWhole } from "../../run/files/whole.js";

/** Milliseconds after which what was recorded is in a compressed file, should this process be killed. */
const SYNC = 1000;
/** Bytes that are compressed at a time. */
const PIECE = 1 << 16;
/** Bytes that are not tried in two halves any more, when the disk is full. */
const LEAST = 1 << 10;

/**
 * A file that keeps a capture. While it is recorded it has the name of its target and `.part`, which may be read
 * meanwhile; it gets its own name when it is whole. What was recorded stays under the first name if it never is.
 */
export class CaptureFile {
  readonly #place: OutputPlace;
  /** The name while it is recorded; null for a device or a pipe, which is written as it is. */
  readonly #part: string | null;
  readonly #isCompressed: boolean;
  #fd: number;
  /** What waits to be compressed. */
  #pieces: Buffer[] = [];
  #waiting = 0;
  #written = 0;
  #hasRecorded = false;
  #isNamed = false;
  #failure: NodeJS.ErrnoException | null = null;
  readonly #timer: NodeJS.Timeout | null;

  /** @throws UnflushedError (`usage`, `output-exists`, `capture-unwritable`, `output-unwritable`) */
  constructor(private readonly wish: NewFileWish) {
    this.#place = placeOfNewFile(wish);
    this.#part = this.#place.isReplaced ? `${this.#place.target}.part` : null;
    this.#fd = this.#open();
    this.#isCompressed = wish.path.endsWith(".gz");
    this.#timer = this.#isCompressed ? setInterval(() => this.#flush(), SYNC).unref() : null;
  }

  /** The name under which it can be read while it is recorded; null for a device or a pipe. */
  get readableAs(): string | null {
    return this.#part;
  }

  /** Writes what stands above the recording. */
  head(text: string): void {
    this.#add(Buffer.from(text));
  }

  /** Takes the next bytes of the recording. An error is kept until `end`: the program shall not suffer from it. */
  write(chunk: Buffer): void {
    this.#hasRecorded = true;
    this.#add(chunk);
  }

  /**
   * Gives the file its name.
   *
   * @throws UnflushedError (`capture-unwritable`, `output-unwritable`, `output-exists` if another file got the name)
   */
  end(): void {
    this.#close();
    if (this.#failure) throw this.#incomplete(this.#failure);
    if (this.#part === null) return;
    this.#hasRecorded = true; // also of a program that did nothing
    this.#place.put(this.#part);
    this.#isNamed = true;
  }

  /** It will not be whole. Returns a sentence that names what is kept; null if nothing had been recorded. */
  abandon(): string | null {
    this.#close();
    if (this.#part === null || this.#isNamed) return null;
    if (this.#hasRecorded) return `unflushed: what was recorded is in ${this.#part}`;
    rmSync(this.#part, { force: true });
    return null;
  }

  #open(): number {
    const part = this.#part;
    try {
      if (part === null) return openSync(this.#place.target, "a");
      if (this.wish.isForced) rmSync(part, { force: true });
      return openSync(part, "ax", this.#place.mode ?? 0o666);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code === "EEXIST" && part !== null) throw outputExists(part);
      const name = visible(this.wish.path);
      throw new UnflushedError("capture-unwritable", `${name} cannot be written (${code}): name another file`);
    }
  }

  #add(chunk: Buffer): void {
    if (!this.#isCompressed) {
      this.#put(chunk);
      return;
    }
    this.#pieces.push(Buffer.from(chunk));
    this.#waiting += chunk.length;
    if (this.#waiting >= PIECE) this.#flush();
  }

  /** Each piece is a member of its own, readable whatever follows it (RFC 1952, section 2.2). */
  #flush(): void {
    if (this.#waiting === 0 || this.#failure) return;
    const pieces = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#waiting = 0;
    this.#putMember(pieces);
  }

  #putMember(plain: Buffer): void {
    this.#put(gzipSync(plain, { level: constants.Z_BEST_SPEED }));
    if (!this.#failure || this.#part === null) return;
    ftruncateSync(this.#fd, this.#written); // half a member is damage
    if (plain.length <= LEAST) return;
    this.#failure = null; // the first half may fit
    const half = plain.length >> 1;
    this.#putMember(plain.subarray(0, half));
    if (!this.#failure) this.#putMember(plain.subarray(half));
  }

  #put(bytes: Buffer): void {
    if (this.#failure) return;
    try {
      this.#written += writeWhole(this.#fd, bytes);
    } catch (error) {
      this.#failure = error as NodeJS.ErrnoException;
    }
  }

  #close(): void {
    if (this.#fd < 0) return;
    if (this.#timer) clearInterval(this.#timer);
    this.#flush();
    const fd = this.#fd;
    this.#fd = -1;
    try {
      closeSync(fd);
    } catch (error) {
      this.#failure ??= error as NodeJS.ErrnoException; // a disk of the network may say it only now
    }
  }

  #incomplete({ code }: NodeJS.ErrnoException): UnflushedError {
    const name = visible(this.wish.path);
    return new UnflushedError("capture-unwritable", `${name} is incomplete (${code}): make room, or name another file`);
  }
}
