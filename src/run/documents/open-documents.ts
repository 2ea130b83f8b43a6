import { type AskedFormat, isModule } from "./asked-format.js";
import { Documents } from "./documents.js";
import { type FormatOptions, formatContext } from "./format-context.js";
import { loadFormat } from "./load-format.js";
import { refuseToReplace } from "./refuse-to-replace.js";
import type { Surroundings } from "./surroundings.js";

/**
 * Opens the documents of a run. Only the formats that were asked for are loaded. Documents that are not finished when the
 * command ends leave no file.
 *
 * @throws UnflushedError (`usage` if a document would replace a format; `format-invalid`, `format-failed`, `output-unwritable`)
 */
export async function openDocuments(
  asked: readonly AskedFormat[],
  options: FormatOptions,
  surroundings: Surroundings,
): Promise<Documents> {
  const modules = asked.filter(({ format }) => isModule(format)).map(({ format }) => format);
  refuseToReplace(asked, "format", modules);
  const context = formatContext(options, surroundings);
  const loaded = await Promise.all(asked.map(async ({ format, file }) => ({ ...(await loadFormat(format)), file })));
  const documents = loaded.map(({ make, ...others }) => ({ ...others, format: make(context) }));
  return new Documents(documents, surroundings);
}
