import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formats } from "../../src/core/formats/index.js";

export const NAMES = formats.map(({ name }) => name);

/** Those that are made of what result files hold: the others show more of a capture than `merge` knows. */
export const MADE_OF_RESULTS = formats.filter(({ needs = "none" }) => needs === "none").map(({ name }) => name);

/** The options that write a document of each format into a folder, under the format's name. */
export const everyFormat = (folder: string): string[] =>
  NAMES.flatMap((name) => ["--format", `${name}=${join(folder, name)}`]);

export const documentsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/** The documents that are made of what result files hold. */
export function madeOfResults(documents: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(documents).filter(([name]) => MADE_OF_RESULTS.includes(name)));
}

/** `merge` opens no file because a record names it, so that it has no text of a line to quote. */
export function withoutSnippets({ sarif = "", ...others }: Record<string, string>): Record<string, string> {
  return { ...others, sarif: sarif.replace(/,"snippet":\{"text":"(?:[^"\\]|\\.)*"\}/g, "") };
}
