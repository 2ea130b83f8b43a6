import { LineSplitter } from "../core/strace/line-splitter.js";

/** True for a line with a pid column. */
export type PidTest = (bytes: Uint8Array, start: number, end: number) => boolean;

/** True if a line at the beginning of a text, in its first chunk, has a pid column. */
export async function beginsWithPidColumn(text: AsyncIterable<Uint8Array>, hasPid: PidTest): Promise<boolean> {
  let hasColumn = false;
  const lines = new LineSplitter((bytes, start, end) => {
    hasColumn ||= hasPid(bytes, start, end);
  });
  for await (const chunk of text) {
    lines.push(chunk);
    break;
  }
  return hasColumn;
}
