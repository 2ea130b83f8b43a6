import { bytesOf } from "../bytes.js";
/** Takes one line of `bytes`, without its line end; `isCut` where the text ends within it. */
export type TextLineSink = (bytes: Uint8Array, start: number, end: number, pid: null, isCut: boolean) => void;

/** The lines of strace output that is already a string, one char a byte. */
export function linesOfText(text: string, sink: TextLineSink): void {
  const bytes = bytesOf(text);
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const hasReturn = end > start && bytes[end - 1] === 0x0d;
    sink(bytes, start, hasReturn ? end - 1 : end, null, newline < 0);
    start = end + 1;
  }
}
