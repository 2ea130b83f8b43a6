import { RECORD_INTO_PIPE } from "../../core/recipe.js";
import { UnflushedError } from "../../errors.js";
import { STDIN } from "../../reading/problems.js";
import type { InputStream } from "../../run/streams.js";

/**
 * Refuses to read a capture from a terminal: the command would only wait, without a word.
 *
 * @throws UnflushedError (`usage`) if an input is standard input, and standard input is a terminal
 */
export function refuseTerminal(inputs: readonly string[], stdin: InputStream): void {
  if (!inputs.includes(STDIN) || !stdin.isTTY) return;
  throw new UnflushedError("usage", `no capture: name a file, or pipe strace into it: ${RECORD_INTO_PIPE}`);
}
