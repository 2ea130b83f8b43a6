import { latin1 } from "../../../bytes.js";
import { endOfText } from "../line-bytes.js";
import { splitLine } from "../split.js";
import { isOwnLine } from "./own-line.js";

/** What is looked at before the first line is read, in bytes: more than anybody copies from a terminal. */
export const AHEAD = 65_536;
const NEWLINE = 0x0a;

/** A line at the start of a capture, looked at before any line is read. */
export interface FirstLine {
  /** One char a byte, without the blanks after it. */
  readonly text: string;
  /** True if it stops in the middle of a call. */
  readonly isOpen: boolean;
  /** True if the line after this one is a call of its own, or an event. */
  readonly isBeforeOwn: boolean;
}

/** The lines of `bytes` from `start` on, as many as are looked at. */
export function firstLines(bytes: Uint8Array, start: number): FirstLine[] {
  const lines: FirstLine[] = [];
  const all = Math.min(bytes.length, start + AHEAD);
  for (let from = start; from < all; ) {
    const newline = bytes.indexOf(NEWLINE, from);
    const next = (newline < 0 ? bytes.length : newline) + 1;
    const text = latin1(bytes, from, endOfText(bytes, from, next - 1));
    const isOpen = stopsWithinCall(text);
    lines.push({ text, isOpen, isBeforeOwn: next < bytes.length && startsOwnLine(bytes, next) });
    from = next;
  }
  return lines;
}

/** True for a line that begins as a call, and has no end. */
export function stopsWithinCall(text: string): boolean {
  const { start, end } = splitLine(text);
  return (start === "call" || start === "resumed") && (end === "open" || end === "no-result");
}

function startsOwnLine(bytes: Uint8Array, start: number): boolean {
  const newline = bytes.indexOf(NEWLINE, start);
  return isOwnLine(bytes, start, newline < 0 ? bytes.length : newline);
}
