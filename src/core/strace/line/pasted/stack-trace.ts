/** A frame, or the head, of a stack trace of Java; `...` of it is no elision. */
const FRAME =
  /^\s*(?:at [\w.$/@<>-]+\(|Caused by: |Suppressed: |Exception in thread |(?:[\w$]+\.)+[\w$]*(?:Exception|Error)\b)/;
const MORE = /^\s*\.\.\. \d+ (?:more|common frames omitted)$/;

/** Knows the stack traces that a program prints in several lines, one of which may be `... 12 more`. */
export class StackTraces {
  #last = -1;

  /** Takes a line. True if it belongs to a stack trace that began on the lines before. */
  take(text: string, line: number): boolean {
    const isMore = this.#last === line - 1 && MORE.test(text);
    if (isMore || FRAME.test(text)) this.#last = line;
    return isMore;
  }
}
