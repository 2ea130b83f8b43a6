import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { messageOf } from "../../core/rules/guarded.js";
import { visible } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";
import { callName } from "./find.js";

/**
 * Runs a module that a user wrote. `unflushed` can be imported from it wherever it stands.
 *
 * @throws UnflushedError (`config-invalid`) where it throws or is no module
 */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { href } = pathToFileURL(file);
  try {
    try {
      return await import(href);
    } catch (error) {
      if (!isOwnNameMissing(error)) throw error;
      const { register } = await import("node:module");
      register("./own-name.js", import.meta.url); // costs a thread: only where nothing else helps
      return await import(`${href}?again`);
    }
  } catch (error) {
    throw new UnflushedError(
      "config-invalid",
      visible(`${callName(file)} failed${failureIn(file, error)}: mend it, or pass --no-config`),
    );
  }
}

function isOwnNameMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "ERR_MODULE_NOT_FOUND" && error.message.includes("package 'unflushed'");
}

/** ` on line 3 (TypeError: ...)`: where, as far as the stack tells, and what. */
function failureIn(file: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const place = stack.split("\n").find((line) => line.includes(basename(file)));
  const line = place && /:(\d+)(?::\d+)?\)?$/.exec(place)?.[1];
  if (line) return ` on line ${line} (${messageOf(error)})`;
  return ` (${messageOf(error)}${error instanceof SyntaxError ? "; node --check shows where" : ""})`;
}
