import type { MovedBytes } from "../../../../../src/core/protocols/moved-bytes.js";
import { joined } from "../wire.js";
import type { Sent } from "./made.js";

/** One call: buffers of one side, each of which the capture shows from its beginning on. */
export interface Call {
  readonly by: Sent["by"];
  readonly buffers: Uint8Array[];
}

/**
 * A call that begins within a frame, and moves nine bytes, may look like a frame without a body. On a connection that is older than the capture
 * that frame may be one of any stream, so such calls are left out there.
 */
export const LEAST_REST_OF_OLDER = 10;

/**
 * Cuts what was sent into calls and buffers: each cut says for one thing that was sent where it is parted, whether its first part goes
 * with the call before, and into the same buffer, and whether the rest is one call or several short ones.
 */
export function callsOf(sent: readonly Sent[], cuts: readonly number[], leastRest = 0): Call[] {
  const calls: Call[] = [];
  sent.forEach(({ by, bytes }, index) => {
    const cut = cuts[index % Math.max(1, cuts.length)] ?? 0;
    const place = cut % 3 === 0 ? cut % (bytes.length + 1) : bytes.length;
    const at = bytes.length - place < leastRest ? bytes.length : place;
    const last = calls.at(-1);
    const [first, rest] = [bytes.subarray(0, at), bytes.subarray(at)];
    if (first.length > 0) {
      if (last?.by === by && cut % 4 === 0) last.buffers.push(joined(last.buffers.pop() ?? joined(), first));
      else if (last?.by === by && cut % 2 === 0) last.buffers.push(first);
      else calls.push({ by, buffers: [first] });
    }
    const size = cut % 5 === 0 && leastRest === 0 ? 1 + (cut % 40) : rest.length;
    for (let begin = 0; begin < rest.length; begin += size) {
      calls.push({ by, buffers: [rest.subarray(begin, begin + size)] });
    }
  });
  return calls;
}

/** @param shown how many bytes of each buffer the capture shows (-s) */
export function movedBy({ buffers }: Call, line: number, shown: number): MovedBytes {
  const length = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  return {
    length,
    asked: length,
    isSpliced: false,
    line,
    show(at, most) {
      const bytes: number[] = [];
      let start = 0;
      for (const buffer of buffers) {
        for (let place = Math.max(0, at - start); place < buffer.length && bytes.length < most; place++) {
          if (place >= shown) return Uint8Array.from(bytes);
          bytes.push(buffer[place] ?? 0);
        }
        start += buffer.length;
      }
      return Uint8Array.from(bytes);
    },
    nextShown(at) {
      let start = 0;
      for (const buffer of buffers) {
        if (start >= at && buffer.length > 0 && shown > 0) return start;
        start += buffer.length;
      }
      return length;
    },
  };
}
