/** The bytes in the arguments of a read or a write, as far as strace shows them. */

import { isNumber } from "../arguments/integer";
import { argument } from "../arguments/list";
import { returnedCount } from "../call/outcome";
import { Buffers, Call, NO_ARGUMENT } from "../calls/call";
import { create } from "../heap/allocate";
import { only } from "../memory";
import { hasPlainFlags, readBuffer } from "./buffer";
import { readMessage, readVector } from "./iovec";
import { lengthOfMessages, readMessages } from "./messages";
import { moved, Pieces } from "./pieces";

@unmanaged
class IoBuffers {
  /** The bytes that the program asked for; NO_NUMBER: strace cut the array (`-s` limits its length too). */
  asked: f64;
  pieces: Pieces;
  /** True if the result counts messages, of which the arguments show the lengths. */
  private countsMessages: bool;

  /** Reads the buffers of the current call, which holds them as the row of the table says. */
  read(row: Call): void {
    this.begin();
    this.countsMessages = row.buffers === Buffers.Messages;
    this.asked = this.readInto(this.pieces, row);
  }

  /** Buffers of `asked` bytes, or NO_NUMBER, of which none is visible: sendfile, splice. */
  setUnseen(asked: f64): void {
    this.begin();
    this.asked = asked;
  }

  /** The bytes that the call moved, according to its result. */
  movedBytes(): f64 {
    return this.countsMessages ? lengthOfMessages(returnedCount()) : returnedCount();
  }

  /**
   * What the kernel took or gave, in `moved`: the first `count` bytes. Usually that is all of them. node ends its vectors with an
   * empty piece, which is left out.
   */
  take(count: f64): void {
    const last = this.pieces.count - 1;
    const areAll = last >= 0 && this.pieces.at(last).length > 0 && count === this.asked;
    if (areAll) moved.setAllOf(this.pieces);
    else moved.setFirstOf(this.pieces, count);
  }

  /** Leaves the last byte out: `MSG_OOB` sends it beside the stream (send(2)), where no reader of the body meets it. */
  dropUrgent(): void {
    if (!isNumber(this.asked) || this.asked === 0) return;
    this.asked--;
    withoutLast.setFirstOf(this.pieces, this.asked);
    this.pieces = withoutLast;
  }

  private begin(): void {
    this.pieces = all;
    this.pieces.clear();
    this.countsMessages = false;
  }

  private readInto(pieces: Pieces, row: Call): f64 {
    switch (row.buffers) {
      case Buffers.Vector:
        return readVector(pieces);
      case Buffers.Message:
        return readMessage(pieces);
      case Buffers.Messages:
        return readMessages(pieces, row.from !== NO_ARGUMENT);
      default:
        return readBuffer(pieces);
    }
  }
}

const all: Pieces = create<Pieces>();
const withoutLast: Pieces = create<Pieces>();

/** The buffers of the current call, after `read` or `setUnseen`. */
export const buffers: IoBuffers = only<IoBuffers>();

/** The value of the MSG_ flags of the read whose buffers were read last; 0: none of them matters. */
export function readFlags(row: Call): usize {
  if (row.flags === NO_ARGUMENT || (row.buffers === Buffers.Single && hasPlainFlags())) return 0;
  return argument(row.flags);
}
