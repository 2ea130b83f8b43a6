/** Memory for texts that are put together for one call: it is used again for the next one. */
import { allocate, create, release } from "../heap/allocate";

@unmanaged
export class Room {
  private start: usize;
  private capacity: i32;

  /** Where so many bytes have room. What the room held before is lost. */
  of(bytes: i32): usize {
    if (bytes <= this.capacity) return this.start;
    if (this.capacity > 0) release(this.start, this.capacity);
    this.start = allocate(bytes);
    this.capacity = bytes;
    return this.start;
  }
}

const ofHost: Room = create<Room>();

/** For the host: where the texts of a call that it has read have room, until the next call. */
export function roomForCall(bytes: i32): usize {
  return ofHost.of(bytes);
}
