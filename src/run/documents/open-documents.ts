import { UnflushedError } from "../../errors.js";
import { type AskedFormat, isModule } from "./asked-format.js";
import { Documents } from "./documents.js";
import { type FormatOptions, formatContext } from "./format-context.js";
import { KeptCaptures } from "./kept-captures.js";
import { loadFormat } from "./load-format.js";
import { refuseToReplace } from "./refuse-to-replace.js";
import type { Surroundings } from "./surroundings.js";

/**
 * Opens the documents of a run. Only the formats that were asked for are loaded. Documents that are not finished when the
 * command ends leave no file.
 *
 * @throws UnflushedError (`usage` if a document would replace a format, or if bytes would be printed among text; `format-invalid`, `format-failed`, `output-unwritable`)
 */
export async function openDocuments(
  asked: readonly AskedFormat[],
  options: FormatOptions,
  surroundings: Surroundings,
): Promise<Documents> {
  const modules = asked.filter(({ format }) => isModule(format)).map(({ format }) => format);
  refuseToReplace(asked, "format", modules);
  const kept = new KeptCaptures();
  const context = formatContext(options, surroundings, kept);
  const loaded = await Promise.all(
    asked.map(async ({ format, file }) => ({ ...(await loadFormat(format)), name: format, file })),
  );
  refuseToPrintBytes(
    loaded.filter(({ file, isBinary }) => file === null && isBinary),
    surroundings,
  );
  const documents = loaded.map(({ make, name: _, ...others }) => ({ ...others, format: make(context) }));
  return new Documents(documents, surroundings, kept);
}

/** A terminal would obey some of them. `record` prints messages among what it prints, because standard output is the program's. */
function refuseToPrintBytes(
  printed: readonly { readonly name: string }[],
  { documents, warnings }: Surroundings,
): void {
  const [first] = printed;
  if (!first || (documents.isTTY !== true && documents !== warnings)) return;
  const place = documents.isTTY === true ? "a terminal" : "standard error, where messages are";
  throw new UnflushedError(
    "usage",
    `${first.name} is no text, and cannot go to ${place}: give it a file, as in --format ${first.name}=out.${first.name}`,
  );
}
