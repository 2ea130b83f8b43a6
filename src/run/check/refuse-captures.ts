import type { CaptureInput } from "../../capture/find-captures.js";
import { filesOfCapture } from "../../capture/input-files.js";
import type { AskedFormat } from "../documents/asked-format.js";
import { realPlace, wouldReplace } from "../documents/refuse-to-replace.js";
import { holdsStrace } from "./analyze-capture.js";

/**
 * A document of an earlier run may be replaced, also if it lies in a directory that is read.
 *
 * @throws UnflushedError (`usage`) if a document would replace a capture that it is about
 */
export async function refuseCaptures(asked: readonly AskedFormat[], inputs: readonly CaptureInput[]): Promise<void> {
  const files = asked.flatMap((each) => (each.file === null ? [] : [{ ...each, file: each.file }]));
  if (files.length === 0) return;
  const read = inputs.flatMap((input) => filesOfCapture(input.path).map((path) => ({ path, input })));
  const captures = new Map(read.map(({ path, input }) => [realPlace(path), input]));
  for (const each of files) {
    const capture = captures.get(realPlace(each.file));
    if (!capture || (!capture.isNamed && !(await holdsStrace(capture.path)))) continue;
    throw wouldReplace(each, "capture", each.file);
  }
}
