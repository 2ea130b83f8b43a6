import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("../src", import.meta.url));
const entries = readdirSync(src, { recursive: true, withFileTypes: true });
const folders = entries
  .filter((entry) => entry.isDirectory())
  .map((entry) => join(entry.parentPath, entry.name).slice(src.length + 1));

/** The folders that the first column of the tables on a page names. */
function named(page: string): string[] {
  const text = readFileSync(new URL(`../${page}`, import.meta.url), "utf8");
  return [
    ...text.matchAll(/^\| `(?:src\/)?((?:core|engine|analyze|reading|capture|run|tools|page|cli)\/[\w/*-]*)` \|/gm),
  ].map(([, path = ""]) => path.replace(/\/$/, ""));
}

/** `tools/*` is each of the tools. */
function matches(pattern: string, folder: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", "[^/]+")}$`).test(folder);
}

test("src/README.md has a line for every folder, and for no other", () => {
  const lines = named("src/README.md");
  const isCommand = (folder: string): boolean => folder.startsWith("cli/commands/"); // a folder each, named after it
  expect(folders.filter((each) => !isCommand(each) && !lines.some((line) => matches(line, each)))).toEqual([]);
  expect(lines.filter((line) => !folders.some((each) => matches(line, each)))).toEqual([]);
});

test("the design describes every room", () => {
  const rooms = folders.filter((each) =>
    /^(?:core\/[^/]+|engine|analyze|reading|capture|run|tools|page|cli)$/.test(each),
  );
  expect(
    named("docs/explain/design.md")
      .filter((each) => folders.includes(each))
      .sort(),
  ).toEqual(rooms.sort());
});

test("no folder holds more than 25 files flat", () => {
  const files = (folder: string): number =>
    entries.filter((entry) => entry.isFile() && entry.parentPath === join(src, folder)).length;
  expect(folders.filter((each) => files(each) > 25)).toEqual([]);
  expect(folders.map(files).some((count) => count > 5)).toBe(true);
});

test("no file has more than 300 lines", () => {
  const lengths = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(src.length + 1), readFileSync(path, "utf8").split("\n").length - 1] as const);
  expect(lengths.filter(([, lines]) => lines > 300)).toEqual([]);
});
