import { partsAndMarks } from "../../../core/strace/line/pasted/elided-text.js";

/** What replaces dots that would look like a mark of what was left out. */
const NO_MARK = ",";
/** Enough dots for a mark, or a dot that may stand in front of one. */
const DOTS = /\.{3,}|\.+$/g;

/** What is printed for bytes that a person shortened: it has their marks in the same places, and no others. */
export function withMarksOf(bytes: string, masked: string): string {
  let text = "";
  for (const [index, part] of partsAndMarks(bytes).entries()) {
    const printed = masked.slice(text.length, text.length + part.length);
    text +=
      index % 2 === 1 ? part.replace(/[^ \t]/g, ".") : printed.replace(DOTS, ({ length }) => NO_MARK.repeat(length));
  }
  return text;
}
