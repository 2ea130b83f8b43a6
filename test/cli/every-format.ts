import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formats } from "../../src/core/formats/index.js";

export const NAMES = formats.map(({ name }) => name);

/** Those that can be made of records alone, without what happened on each connection: `merge` writes these. */
export const OF_RECORDS = formats.filter(({ needs = "none" }) => needs === "none").map(({ name }) => name);

/** Those that are text: what is in them can be shown to a person as it is. */
export const OF_TEXT = formats.filter(({ isBinary }) => !isBinary).map(({ name }) => name);

/** The options that write a document of each format into a folder, under the format's name. */
export const everyFormat = (folder: string, names: readonly string[] = NAMES): string[] =>
  names.flatMap((name) => ["--format", `${name}=${join(folder, name)}`]);

export const documentsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/** `merge` opens no file because a record names it, so that it has no text of a line to quote. */
export function withoutSnippets({ sarif = "", ...others }: Record<string, string>): Record<string, string> {
  return { ...others, sarif: sarif.replace(/,"snippet":\{"text":"(?:[^"\\]|\\.)*"\}/g, "") };
}
