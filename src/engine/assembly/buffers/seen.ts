/** What an argument shows of a buffer. A hexdump (`-e write=`) shows all of it, and a string as much as `-s` allows. */
import { isCutString, isLeftOut, isString, quotedText, readString } from "../arguments/value";
import { call } from "../call/current-call";
import { only } from "../memory";
import { Pieces } from "./pieces";
import { unquotedLength } from "./unquote";

@unmanaged
class Seen {
  private start: usize;
  private end: usize;
  private isQuoted: bool;
  /** True if strace itself shows no more. */
  isCut: bool;

  get isEmpty(): bool {
    return this.start === this.end;
  }

  /** Looks at a value, and at the dump of the buffer of this index. */
  read(value: usize, dump: i32): void {
    this.readDump(dump);
    this.isCut = !isLeftOut(value); // a person left it out
    if (!isString(value)) return;
    readString(value);
    if (this.end - this.start > <usize>unquotedLength(quotedText.start, quotedText.end)) return;
    this.start = quotedText.start;
    this.end = quotedText.end;
    this.isQuoted = true;
    this.isCut = isCutString(value);
  }

  /** Adds a piece of so many bytes that begins with these. */
  addTo(pieces: Pieces, length: f64, isCut: bool): void {
    pieces.add().set(this.start, this.end, this.isQuoted, length, isCut);
  }

  private readDump(index: i32): void {
    const hasDump = index < call.dumpCount;
    this.start = hasDump ? call.dump(index).start : 0;
    this.end = hasDump ? call.dump(index).end : 0;
    this.isQuoted = false;
  }
}

export const seen: Seen = only<Seen>();

/** In place of the index of a dump: the buffer has none. */
export const NO_DUMP: i32 = i32.MAX_VALUE;
