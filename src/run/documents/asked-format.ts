import { suggestion } from "../../core/text/nearest.js";
import { UnflushedError } from "../../errors.js";

export const FORMATS = ["text", "json", "ndjson", "sarif", "junit", "github", "markdown", "csv"] as const;

export type FormatName = (typeof FORMATS)[number];

/** A format, and the file that it goes to; null for standard output. */
export interface AskedFormat {
  readonly format: FormatName;
  readonly file: string | null;
}

/** A runner takes its annotations from among the text. */
const SHARED: ReadonlySet<FormatName> = new Set(["text", "github"]);

/**
 * The value of one `--format NAME[=FILE]`, behind those before it.
 *
 * @throws UnflushedError (`usage`) where there is no such format, or two would go to the same place
 */
export function askFormat(text: string, before: readonly AskedFormat[] = []): AskedFormat[] {
  const [name = ""] = text.split("=", 1);
  const file = text.includes("=") ? text.slice(name.length + 1) : "-";
  const format = FORMATS.find((each) => each === name);
  if (format === undefined) throw unknownFormat(name);
  if (file === "") throw new UnflushedError("usage", `--format ${text} names no file: give one, as in ${format}=FILE`);
  const asked = { format, file: file === "-" ? null : file };
  const others = before.filter((each) => each.file === asked.file);
  const [other] = others;
  const canShare = (each: AskedFormat): boolean => SHARED.has(each.format) && each.format !== format;
  if (asked.file === null && SHARED.has(format) && others.every(canShare)) return [...before, asked];
  if (other && asked.file === null) {
    throw new UnflushedError(
      "usage",
      `${other.format} and ${format} cannot both go to standard output: give one of them a file, as in ${format}=FILE`,
    );
  }
  if (other) {
    throw new UnflushedError("usage", `${other.format} and ${format} cannot both go to ${file}: name another file`);
  }
  return [...before, asked];
}

function unknownFormat(name: string): UnflushedError {
  const hint = suggestion(name, FORMATS);
  return new UnflushedError("usage", `there is no format ${name}${hint}: choose from ${FORMATS.join(", ")}`);
}
