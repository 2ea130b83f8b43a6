/** A piece of text, by the addresses of its first byte and of the one after its last. */

@unmanaged
export class Span {
  start: usize;
  /** 0: there is no such text. */
  end: usize;

  get exists(): bool {
    return this.end !== 0;
  }

  get length(): i32 {
    return <i32>(this.end - this.start);
  }

  set(start: usize, end: usize): void {
    this.start = start;
    this.end = end;
  }

  clear(): void {
    this.start = 0;
    this.end = 0;
  }
}
