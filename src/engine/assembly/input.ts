/** Where the host puts the bytes of the capture: in IN, and in a block of the heap when a line needs more. */
import { allocate, release } from "./heap/allocate";
import { FIRST_INPUT, IN, OVERSHOOT } from "./memory";

let start: usize = IN;
let capacity: i32 = FIRST_INPUT;

/** Where the bytes stand: what is left of the chunk before, and the next chunk after it. */
export function input(): usize {
  return start;
}

/**
 * Makes room for so many bytes.
 *
 * @param kept so many of the bytes that are there now stay
 * @returns the address of the first byte, which may be another one than before
 */
export function roomForInput(bytes: i32, kept: i32): usize {
  if (bytes <= capacity) return start;
  const room = max(bytes, 2 * capacity);
  const longer = allocate(room + OVERSHOOT);
  memory.copy(longer, start, kept);
  if (start !== IN) release(start, capacity + OVERSHOOT);
  start = longer;
  capacity = room;
  return start;
}
