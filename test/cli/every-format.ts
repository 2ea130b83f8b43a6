import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formats } from "../../src/core/formats/index.js";
import { withoutStories } from "../view-stream.js";

export const NAMES = formats.map(({ name }) => name);

/** Those of which `merge` writes what a run does: they show no calls, or `asMerged` takes these away. */
export const OF_RECORDS = formats
  .filter(({ name, needs = "none" }) => needs === "none" || name === "html")
  .map(({ name }) => name);

/** Those that are text: what is in them can be shown to a person as it is. */
export const OF_TEXT = formats.filter(({ isBinary }) => !isBinary).map(({ name }) => name);

/** The options that write a document of each format into a folder, under the format's name. */
export const everyFormat = (folder: string, names: readonly string[] = NAMES): string[] =>
  names.flatMap((name) => ["--format", `${name}=${join(folder, name)}`]);

export const documentsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/**
 * What documents have in common with those that `merge` writes: it opens no file because a record names it, so that it has no text of a
 * line to quote, and no calls for a report.
 */
export function asMerged({ sarif = "", html, ...others }: Record<string, string>): Record<string, string> {
  const report = html === undefined ? {} : { html: withoutStories(html) };
  return { ...others, ...report, sarif: sarif.replace(/,"snippet":\{"text":"(?:[^"\\]|\\.)*"\}/g, "") };
}
