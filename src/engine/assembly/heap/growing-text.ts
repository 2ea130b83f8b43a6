/** Text that is put together of parts. Its owner clears it, which gives its memory back. */
import { copyBytes } from "../blocks";
import { putByte } from "../bytes";
import { allocate, release } from "./allocate";

const FIRST_CAPACITY: i32 = 64;

@unmanaged
export class GrowingText {
  length: i32;
  private capacity: i32;
  /** Where it stands until something is added; 0 before. */
  start: usize;

  get end(): usize {
    return this.start + this.length;
  }

  /** Adds the bytes p..end, which are not its own. */
  add(p: usize, end: usize): void {
    if (p === end) return;
    this.makeRoom(<i32>(end - p));
    copyBytes(this.end, p, end);
    this.length += <i32>(end - p);
  }

  addByte(byte: i32): void {
    this.makeRoom(1);
    putByte(this.end, byte);
    this.length++;
  }

  /** Where the caller may write so many bytes after what it holds; `endAt` says how many of them count. */
  roomFor(bytes: i32): usize {
    this.makeRoom(bytes);
    return this.end;
  }

  /** It ends here from now on, within its room. */
  endAt(end: usize): void {
    this.length = <i32>(end - this.start);
  }

  /** Forgets what stands from a length on. The room is kept. */
  cutTo(length: i32): void {
    this.length = min(this.length, length);
  }

  /** The same, and gives back the room. */
  shrinkTo(length: i32): void {
    if (length >= this.length) return;
    const start = allocate(length);
    copyBytes(start, this.start, this.start + length);
    this.clear();
    this.start = start;
    this.length = length;
    this.capacity = length;
  }

  /** It is empty again. */
  clear(): void {
    if (this.capacity > 0) release(this.start, this.capacity);
    this.forget();
  }

  /** Takes over what another one holds, which is empty then. */
  takeOver(other: GrowingText): void {
    this.clear();
    this.length = other.length;
    this.capacity = other.capacity;
    this.start = other.start;
    other.forget();
  }

  private forget(): void {
    this.length = 0;
    this.capacity = 0;
    this.start = 0;
  }

  private makeRoom(bytes: i32): void {
    const needed = this.length + bytes;
    if (needed <= this.capacity) return;
    const capacity = max(needed, max(FIRST_CAPACITY, this.capacity * 2));
    const start = allocate(capacity);
    copyBytes(start, this.start, this.end);
    if (this.capacity > 0) release(this.start, this.capacity);
    this.start = start;
    this.capacity = capacity;
  }
}
