import type { UnrecognizedOptions } from "../../../core/analysis/unrecognized.js";
import { UnflushedError } from "../../../errors.js";
import { STDIN } from "../../../reading/problems.js";
import { caughtUp } from "../../../run/caught-up.js";
import { say } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { type ParseContext, parseCapture } from "../../../tools/parse/parse-capture.js";
import { BatchedOutput } from "../../terminal/batched-output.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";

/** `unflushed parse [CAPTURE...]`: prints every event as a JSON object, calls joined. Returns the exit code. */
export async function parse(
  paths: readonly string[],
  options: UnrecognizedOptions,
  { stdin, stdout, stderr }: Terminal,
): Promise<number> {
  const inputs = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(inputs, stdin);
  const output = new BatchedOutput(stdout);
  const context: ParseContext = {
    stdin,
    onJson: (json) => output.line(json),
    warn: (text) => say(stderr, text),
    onRead: () => caughtUp(stdout),
  };
  let hasFailed = false;
  for (const path of inputs) {
    try {
      await parseCapture(path, options, context);
    } catch (error) {
      if (!(error instanceof UnflushedError)) throw error;
      say(stderr, `unflushed: ${error.message}`);
      hasFailed = true;
    } finally {
      output.flush();
    }
  }
  return hasFailed ? 2 : 0;
}
