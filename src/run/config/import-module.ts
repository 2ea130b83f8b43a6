import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { packageFile } from "../../capture/package-files.js";
import { textOfError } from "../../core/rules/guarded-rule.js";
import { type ErrorCode, UnflushedError } from "../../errors.js";
import { callName } from "./find.js";

/** What is said of a module that cannot be run. */
interface Refusal {
  readonly code: ErrorCode;
  /** What to do about it: the end of the sentence. */
  readonly advice: string;
}

const CONFIG: Refusal = { code: "config-invalid", advice: "mend it, or pass --no-config" };

/**
 * Runs a module that a user wrote. The module can import `unflushed` from any folder.
 *
 * @throws UnflushedError (with the code of `refusal`) if it throws or is not a module
 */
export async function importModule(
  file: string,
  { code, advice }: Refusal = CONFIG,
): Promise<Readonly<Record<string, unknown>>> {
  const { href } = pathToFileURL(file);
  try {
    try {
      return await import(href);
    } catch (error) {
      if (!isOwnNameMissing(error)) throw error;
      const { register } = await import("node:module");
      register(packageFile("dist/cli/own-name.cjs")); // costs a thread, so only if nothing else helps
      return await import(`${href}?again`);
    }
  } catch (error) {
    throw new UnflushedError(code, `${callName(file)} failed${failureIn(file, error)}: ${advice}`);
  }
}

function isOwnNameMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "ERR_MODULE_NOT_FOUND" && error.message.includes("package 'unflushed'");
}

/** ` on line 3 (TypeError: ...)`: the line, if the stack names one, and what was thrown. */
export function failureIn(file: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const place = stack.split("\n").find((line) => line.includes(basename(file)));
  const line = place && /:(\d+)(?::\d+)?\)?$/.exec(place)?.[1];
  if (line) return ` on line ${line} (${textOfError(error)})`;
  return ` (${textOfError(error)}${error instanceof SyntaxError ? "; node --check shows where" : ""})`;
}
