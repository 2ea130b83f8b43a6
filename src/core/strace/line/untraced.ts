import type { StraceEvent } from "../event.js";
import { isDumpLine } from "./dump-line.js";
import type { LineRef } from "./line-ref.js";
import { noticeLine } from "./notice.js";
import { SummaryTable, TipBanner } from "./table-lines.js";

/** Recognizes the lines of strace's that are neither calls nor events: dumps, stack frames, tables, messages. */
export class UntracedLines {
  readonly #table = new SummaryTable();
  readonly #banner = new TipBanner();

  /**
   * The event of the next line. Null for a line that strace does not print.
   *
   * @param text the whole line
   * @param proper the line without its prefix
   */
  read(text: string, proper: string, at: LineRef): StraceEvent | null {
    return belowCall(text, at) ?? this.#tabular(text, at) ?? noticeLine(proper, at);
  }

  #tabular(text: string, at: LineRef): StraceEvent | null {
    return this.#table.take(text) || this.#banner.take(text) ? { kind: "summary", text, at } : null;
  }
}

/** The lines that strace prints below a call, without any prefix: a stack frame (`-k`), a dump. Null for other text. */
export function belowCall(text: string, at: LineRef): StraceEvent | null {
  if (text.charCodeAt(0) !== 0x20) return null;
  if (text.startsWith(" > ")) return { kind: "frame", text, at };
  return isDumpLine(text) ? { kind: "hexdump", text, at } : null;
}
