/**
 * Which data an epoll set reports for which fd (core/sockets/epoll-set.ts). The kernel drops a closed fd from the set, and no line
 * shows that. The set therefore keeps one entry for each fd number: when the number is registered again, the old data goes.
 */
import { destroy } from "../heap/allocate";
import { Counted, createCounted } from "../heap/counted";
import { Text } from "../heap/text";

/** In place of an fd that the capture does not show. */
export const UNPLACED: f64 = -1;

@unmanaged
export class EpollSet extends Counted {
  /** How many fds it is asked about each time whether they take bytes. */
  askedWritable: i32;

  /** The fd's data is p..end. `asksWritable`: the set reports each time whether the fd takes bytes. */
  add(_fd: f64, _data: Text, _asksWritable: bool = false): void {}

  remove(_fd: f64): void {}

  copy(): EpollSet {
    return createEpollSet();
  }

  /** Adds the fds of another set that this set does not have. */
  learn(_other: EpollSet): void {}

  /** True if the program waits for some fd to take bytes. */
  get waitsToWrite(): bool {
    return this.askedWritable > 0;
  }

  asksWritable(_fd: f64): bool {
    return false;
  }

  /** True if the capture shows what data the set reports for the fd. */
  has(_fd: f64): bool {
    return false;
  }

  /** The fd that was registered with this data; UNPLACED without one. */
  fdOf(_p: usize, _end: usize): f64 {
    return UNPLACED;
  }
}

export function createEpollSet(): EpollSet {
  return createCounted<EpollSet>(destroyEpollSet);
}

function destroyEpollSet(address: usize): void {
  destroy<EpollSet>(changetype<EpollSet>(address));
}
