import { formatNamed, formats } from "../../core/formats/index.js";
import { suggestion } from "../../core/text/nearest.js";
import { UnflushedError } from "../../errors.js";

/** A format, and where its document goes. */
export interface AskedFormat {
  /** The name of a format, or the path of a module that makes one: a path holds a `/`, a name does not. */
  readonly format: string;
  /** Null for no file: the document is printed. */
  readonly file: string | null;
}

/** What the user asked for. */
export interface AskedFormats {
  readonly format?: readonly AskedFormat[];
  /** `--quiet`: nothing is printed. */
  readonly quiet?: boolean;
}

/** A path may hold `=` itself, so it ends where the module's name does. */
const MODULE = /^(?<path>\.{0,2}\/.*?\.[cm]?[jt]s)(?:=(?<file>.*))?$/s;

const PATH = /^\.{0,2}\//;

/** True for the path of a module, false for a name. */
export function isModule(format: string): boolean {
  return format.includes("/");
}

/** The formats that are written when none is asked for. */
export function usualFormats(isGithubJob: boolean): AskedFormat[] {
  return formats
    .filter(({ isUsual }) => isUsual === "everywhere" || (isGithubJob && isUsual === "in-github-jobs"))
    .map(({ name }) => ({ format: name, file: null }));
}

/** The formats of a run: those that were asked for or else the usual ones, and of them only files if nothing is to be printed. */
export function formatsOf({ format, quiet }: AskedFormats, isGithubJob: boolean): readonly AskedFormat[] {
  const all = format ?? usualFormats(isGithubJob);
  return quiet ? all.filter(({ file }) => file !== null) : all;
}

/**
 * The value of one `--format NAME[=FILE]` or `--format ./MODULE.mjs[=FILE]`, added to those before it.
 *
 * @throws UnflushedError (`usage`) if there is no such format, or if two documents would go to the same place;
 *   `format-invalid` for a path that is not a module's
 */
export function askFormat(text: string, before: readonly AskedFormat[] = []): AskedFormat[] {
  const { format, file: written } = parted(text);
  if (written === "") {
    throw new UnflushedError("usage", `--format ${text} names no file: give one, as in ${format}=FILE`);
  }
  const file = written === "-" ? null : written;
  const other = before.find((each) => each.file === file && !(file === null && mayShare(each.format, format)));
  if (!other) return [...before, { format, file }];
  const place = file ?? "standard output";
  const advice = file === null ? `give one of them a file, as in ${format}=FILE` : "name another file";
  throw new UnflushedError("usage", `${other.format} and ${format} cannot both go to ${place}: ${advice}`);
}

/** Splits the value of an option; the file is `-` if none is named. */
function parted(text: string): { readonly format: string; readonly file: string } {
  const { path, file = "-" } = MODULE.exec(text)?.groups ?? {};
  if (path !== undefined) return { format: path, file };
  if (PATH.test(text)) throw notAModule(text);
  const [name = ""] = text.split("=", 1);
  if (!formatNamed(name)) throw unknownFormat(name);
  return { format: name, file: text.includes("=") ? text.slice(name.length + 1) : "-" };
}

function mayShare(one: string, other: string): boolean {
  const [row, otherRow] = [formatNamed(one), formatNamed(other)];
  return one !== other && row?.sharesStdout === true && otherRow?.sharesStdout === true;
}

function notAModule(text: string): UnflushedError {
  return new UnflushedError(
    "format-invalid",
    `the format ${text} is not a module: name a file that ends in .mjs or .js, as in ./mine.mjs`,
  );
}

function unknownFormat(name: string): UnflushedError {
  const names = formats.map((each) => each.name);
  const hint = suggestion(name, names);
  const advice = `choose from ${names.join(", ")}, or give the path of a module, such as ./mine.mjs`;
  return new UnflushedError("usage", `there is no format ${name}${hint}: ${advice}`);
}
