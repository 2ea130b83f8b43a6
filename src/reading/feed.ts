import type { FirstPiece } from "./first-piece.js";

/** Comes between two chunks when the second one is not there yet. */
export const PAUSE = Symbol("pause");

/**
 * Hands the chunks of a text to what reads it. Returns true if the text was empty. Of a text that breaks off, what stands before counts.
 *
 * @throws what the text throws
 */
export async function feed(lines: FirstPiece, text: AsyncIterable<Uint8Array | typeof PAUSE>): Promise<boolean> {
  let isEmpty = true;
  try {
    for await (const chunk of text) {
      if (chunk === PAUSE) lines.settle();
      else lines.push(chunk);
      isEmpty &&= chunk === PAUSE || chunk.length === 0;
    }
  } catch (error) {
    lines.handOn();
    throw error;
  }
  lines.finish();
  return isEmpty;
}
