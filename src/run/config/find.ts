import { basename, relative } from "node:path";
import { lilconfigSync } from "lilconfig";
import { UnflushedError } from "../../errors.js";

/** A configuration that was found: a module that has not run yet, or data from a JSON file or a package.json. */
export type Found =
  | { readonly file: string; readonly kind: "module" }
  | { readonly file: string; readonly kind: "data"; readonly value: unknown };

const NAME = "unflushed";
const PLACES = [`${NAME}.config.js`, `${NAME}.config.mjs`, `${NAME}.config.json`, "package.json"];
/** Stands for a module, which is found here and run later. */
const MODULE = Symbol("module");
const isModule = (): unknown => MODULE;

/**
 * The nearest configuration in this folder or above it, up to the home folder or the root; null without one.
 *
 * @throws UnflushedError (`config-invalid`) if it cannot be read
 */
export function findConfig(folder: string): Found | null {
  return read((search) => search.search(folder), folder);
}

/**
 * The configuration in a file of any name.
 *
 * @throws UnflushedError (`config-not-found`) if the file does not exist, (`config-invalid`) if it has no configuration
 */
export function configIn(file: string): Found {
  const found = read((search) => search.load(file), file);
  if (found) return found;
  throw invalid(file, `has no key ${NAME}: add one, or name another file`);
}

function read(look: (search: ReturnType<typeof lilconfigSync>) => Result, place: string): Found | null {
  let current = place;
  const json = (file: string, content: string): unknown => {
    current = file;
    const value = JSON.parse(content);
    return basename(file) === "package.json" && (typeof value !== "object" || value === null) ? {} : value;
  };
  const loaders = { ".js": isModule, ".mjs": isModule, ".cjs": isModule, ".json": json, noExt: json };
  const search = lilconfigSync(NAME, { searchPlaces: PLACES, loaders, ignoreEmptySearchPlaces: false, cache: false });
  try {
    const result = look(search);
    if (!result || (result.config === null && basename(result.filepath) === "package.json")) return null;
    if (result.config === MODULE) return { file: result.filepath, kind: "module" };
    return { file: result.filepath, kind: "data", value: result.config };
  } catch (error) {
    throw unreadable(current, error);
  }
}

type Result = ReturnType<ReturnType<typeof lilconfigSync>["search"]>;

function unreadable(place: string, error: unknown): unknown {
  const { code, message, path = place } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") {
    return new UnflushedError("config-not-found", `${callName(path)} does not exist: name a file with --config`);
  }
  if (error instanceof SyntaxError) return invalid(place, `is not JSON (${message}): mend it, or pass --no-config`);
  if (message.startsWith("No loader"))
    return invalid(place, "is not a configuration: give a .js, .mjs, .cjs or .json file");
  return code === undefined ? error : invalid(path, `cannot be read (${code}): mend it, or pass --no-config`);
}

function invalid(file: string, what: string): UnflushedError {
  return new UnflushedError("config-invalid", `${callName(file)} ${what}`);
}

/** The name of a file in errors: its path from the working directory, or the absolute path if it is outside. */
export function callName(file: string): string {
  const name = relative(process.cwd(), file);
  return name === "" || name.startsWith("..") ? file : name;
}
