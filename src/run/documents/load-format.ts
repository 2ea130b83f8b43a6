import { formatNamed } from "../../core/formats/index.js";
import { isModule } from "./asked-format.js";
import type { LoadedFormat } from "./loaded-format.js";

/**
 * Loads a format by its name, or by the path of its module.
 *
 * @throws UnflushedError (`format-invalid`) if the module cannot be run, or makes no format
 */
export async function loadFormat(format: string): Promise<LoadedFormat> {
  if (isModule(format)) return (await import("./module-format.js")).loadModuleFormat(format);
  const row = formatNamed(format);
  if (!row) throw new Error(`there is no format ${format}`); // askFormat has refused it
  const { isLive, isBinary = false, needs = "none" } = row;
  return { isLive, isBinary, needs, make: await row.load() };
}
