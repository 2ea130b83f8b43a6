/**
 * A run of `length` bytes, as far as the capture shows them (core/sockets/event.ts, VisibleBytes; core/strace/arguments/
 * quoted-buffer.ts). A piece refers to the text in which strace quoted the bytes. It is unquoted when somebody looks at the bytes,
 * and only once.
 */

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
  /** Where the unquoted bytes are; 0: nobody looked at them yet. */
  private bytesStart: usize;
  private bytesEnd: usize;

  /** The bytes that are shown begin here; `seenEnd` is after the last. */
  get seenStart(): usize {
    return 0;
  }

  get seenEnd(): usize {
    return 0;
  }

  /** How many bytes are shown. */
  get seenLength(): i32 {
    return <i32>(this.seenEnd - this.seenStart);
  }

  /** The end of the beginning of a long piece: enough for most heads, and less has to be unquoted for it. It begins at `startStart`. */
  get startStart(): usize {
    return 0;
  }

  get startEnd(): usize {
    return 0;
  }

  /** True if a person left something out. `elidedStart` to `elidedEnd` is then all that they left, with their marks. */
  get isElided(): bool {
    return false;
  }

  get elidedStart(): usize {
    return 0;
  }

  get elidedEnd(): usize {
    return 0;
  }

  /** By how many bytes a string that strace printed whole differs from its count: then its line was changed. */
  get misfit(): f64 {
    return 0;
  }
}
