import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const NAMES = ["text", "json", "ndjson", "sarif", "junit", "github", "markdown", "csv"] as const;

/** The options that write a document of each format into a folder, under the format's name. */
export const everyFormat = (folder: string): string[] =>
  NAMES.flatMap((name) => ["--format", `${name}=${join(folder, name)}`]);

export const documentsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
