/**
 * A run of `length` bytes, as far as the capture shows them (core/strace/arguments/quoted-buffer.ts).
 *
 * A piece refers to the text in which strace quoted the bytes. It is unquoted when somebody looks at the bytes, and only once. Who
 * only counts them (`length`, `misfit`) unquotes nothing. The bytes stay where they are until the next call.
 */
import { byteAt, find } from "../bytes";
import { Char, isCapital } from "../char";
import { allocate, release } from "../heap/allocate";
import { beforeMark } from "./mark";
import { unquote, unquotedLength } from "./unquote";

/** Of a printed string with more characters than this, only the start is unquoted first. */
const LONG: usize = 2048;
/** An escape has no more characters. */
const LONGEST_ESCAPE: usize = 4;

@unmanaged
export class Piece {
  length: f64;
  /** The bytes of the whole buffer, if `length` is only the part of it that the call moved. */
  printed: f64;
  /** What strace printed of them: between its quotes, the escapes still in it; or the bytes of a hexdump. */
  textStart: usize;
  textEnd: usize;
  isQuoted: bool;
  /** True if strace itself shows no more; otherwise what is missing was left out by a person. */
  isCut: bool;
  /** True if the text is that of a plain call, or none: a long one may be looked at from its start (`startEnd`). */
  hasStart: bool;
  /** The bytes of the text, and the block that holds them if they had to be unquoted; 0: nobody looked at them yet. */
  private bytes: usize;
  private bytesEnd: usize;
  private block: usize;
  /** The bytes of the start, in a block of their own. */
  private startBlock: usize;
  private startBlockEnd: usize;
  /** Where the first mark begins in what a person left; 0: it was not asked for yet. */
  private mark: usize;

  /** The bytes that are shown. */
  get seenStart(): usize {
    this.look();
    return this.bytes;
  }

  get seenEnd(): usize {
    this.look();
    if (this.isElided) return this.firstMark;
    return this.bytes + lengthWithin(this.length, this.bytesEnd - this.bytes);
  }

  get seenCount(): i32 {
    return <i32>(this.seenEnd - this.seenStart);
  }

  /** True if strace or a person left out some of the bytes. */
  get isCutOff(): bool {
    return <f64>this.seenCount < this.length;
  }

  /** True if all that is shown was unquoted already. */
  get wasLookedAt(): bool {
    return this.bytes !== 0;
  }

  /**
   * True if a person left something out. All that they left stands from `seenStart` to `elidedEnd`, with their marks; `seenEnd` is
   * where the first mark begins.
   */
  get isElided(): bool {
    this.look();
    return !this.isCut && <f64>(this.bytesEnd - this.bytes) < this.length;
  }

  /** False if its first byte is certainly no capital letter. That is seen without unquoting anything. */
  get mayBeginWithCapital(): bool {
    const first = byteAt(this.textStart);
    return isCapital(first) || first === Char.Backslash;
  }

  get elidedEnd(): usize {
    this.look();
    return this.bytesEnd;
  }

  /** The first of these bytes if there are many, otherwise all: enough for most heads, and less has to be unquoted for it. */
  get startStart(): usize {
    this.lookAtStart();
    return this.startBlock !== 0 ? this.startBlock : this.seenStart;
  }

  get startEnd(): usize {
    this.lookAtStart();
    if (this.startBlock === 0) return this.seenEnd;
    return this.startBlock + lengthWithin(this.length, this.startBlockEnd - this.startBlock);
  }

  /** By how many bytes a string that strace printed whole differs from its count: then its line was changed. */
  get misfit(): f64 {
    if (this.isCut || this.printed === Infinity) return 0;
    const length = this.isQuoted ? unquotedLength(this.textStart, this.textEnd) : <i32>(this.textEnd - this.textStart);
    return abs<f64>(<f64>length - this.printed);
  }

  /** The same piece, or less of it. Nobody has looked at the new one yet. */
  setFirstOf(other: Piece, length: f64): void {
    this.length = length;
    this.printed = other.printed;
    this.textStart = other.textStart;
    this.textEnd = other.textEnd;
    this.isQuoted = other.isQuoted;
    this.isCut = other.isCut;
    this.hasStart = other.hasStart;
    this.bytes = 0;
    this.block = 0;
    this.startBlock = 0;
    this.mark = 0;
  }

  /** A run of bytes of which none is shown. */
  setUnseen(length: f64): void {
    this.set(0, 0, false, length, true);
    this.hasStart = true;
  }

  /** A run that begins with the bytes of a text. */
  set(start: usize, end: usize, isQuoted: bool, length: f64, isCut: bool): void {
    this.length = length;
    this.printed = length;
    this.textStart = start;
    this.textEnd = end;
    this.isQuoted = isQuoted;
    this.isCut = isCut;
    this.hasStart = false;
    this.bytes = 0;
    this.block = 0;
    this.startBlock = 0;
    this.mark = 0;
  }

  /** Gives back the memory of the bytes that were unquoted. */
  forget(): void {
    const size = <i32>(this.textEnd - this.textStart);
    if (this.block !== 0) release(this.block, size);
    if (this.startBlock !== 0) release(this.startBlock, <i32>LONG);
    this.bytes = 0;
    this.block = 0;
    this.startBlock = 0;
    this.mark = 0;
  }

  private get firstMark(): usize {
    if (this.mark === 0) this.mark = beforeMark(this.bytes, this.bytesEnd);
    return this.mark;
  }

  /** What has no escape is its own bytes. */
  private look(): void {
    if (this.bytes !== 0) return;
    this.bytes = this.textStart;
    this.bytesEnd = this.textEnd;
    if (!this.isQuoted || find(this.textStart, this.textEnd, Char.Backslash) === 0) return;
    this.block = allocate(<i32>(this.textEnd - this.textStart));
    this.bytes = this.block;
    this.bytesEnd = unquote(this.block, this.textStart, this.textEnd);
  }

  private lookAtStart(): void {
    if (!this.hasStart || this.startBlock !== 0 || this.textEnd - this.textStart <= LONG) return;
    this.startBlock = allocate(<i32>LONG);
    this.startBlockEnd = unquote(this.startBlock, this.textStart, endOfStart(this.textStart));
  }
}

/** How many of `count` bytes are the first `length`, of which a damaged line may say anything. */
function lengthWithin(length: f64, count: usize): usize {
  return <usize>max<f64>(0, min<f64>(<f64>count, length));
}

/** Where the start of a long text ends, which must not be within an escape. */
function endOfStart(start: usize): usize {
  const end = start + LONG;
  for (let p = end - LONGEST_ESCAPE; p < end; p++) if (byteAt(p) === Char.Backslash && !isEscaped(start, p)) return p;
  return end;
}

/** True if an odd number of backslashes stands before p. */
function isEscaped(start: usize, p: usize): bool {
  let at = p;
  while (at > start && byteAt(at - 1) === Char.Backslash) at--;
  return ((p - at) & 1) === 1;
}
