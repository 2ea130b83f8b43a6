import { wholeNumber } from "../../../core/text/whole-number.js";
import { UnflushedError } from "../../../errors.js";

/**
 * Adds the processes of one `-p` to those before it, each once. They stand with commas or blanks in between, as pidof and
 * pgrep print them.
 *
 * @throws UnflushedError (`usage`) if there is none, or one that is no number
 */
export function pidList(text: string, before: readonly number[] = []): number[] {
  const pids = text.split(/[\s,]+/).filter((word) => word !== "");
  if (pids.length === 0) {
    throw new UnflushedError(
      "usage",
      "-p names no process: does the program run? pidof and pgrep print nothing if not",
    );
  }
  return [...new Set([...before, ...pids.map(wholeNumber)])];
}
