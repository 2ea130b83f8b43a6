import { FIRST_PIECE } from "../../src/reading/first-piece.js";

/** More calls than are looked at for signs of options (core/strace/line/dialect.ts): the engine may read the others by itself. */
const CALLS = 2_100;
const CALL = (bytes: number): string => `read(99, "${"x".repeat(bytes)}", ${bytes}) = -1 EBADF (Bad file descriptor)\n`;

/**
 * Lines that are longer than all that is looked at before the first line is read: what stands after them comes in chunks of any size,
 * and the reader sees no more of it at once than the engine does.
 */
export const LONG_OPENING = CALL(Math.ceil(FIRST_PIECE / CALLS)).repeat(CALLS);
