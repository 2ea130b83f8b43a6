import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** The names that a file declares and exports; of a re-export the new name, if it gives one. */
function exportedBy(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return renamed(statement);
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) => bound(name));
    return "name" in statement && statement.name ? [(statement.name as ts.Identifier).text] : [];
  });
}

/** `export { a as b }` makes a name; `export { a } from` hands one on. */
function renamed({ exportClause, moduleSpecifier }: ts.ExportDeclaration): string[] {
  if (!exportClause || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements
    .filter(({ propertyName }) => propertyName !== undefined || moduleSpecifier === undefined)
    .map(({ name }) => name.text);
}

function bound(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? bound(element.name) : []));
}

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
  .sort();

/** From a name to the files that export it. */
function exportersIn(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    for (const name of new Set(exportedBy(path, readFileSync(join(root, "src", path), "utf8")))) {
      found.set(name, [...(found.get(name) ?? []), path]);
    }
  }
  return found;
}

const isAssembly = (path: string): boolean => path.startsWith("engine/assembly/");
const exporters = exportersIn(files.filter((path) => !isAssembly(path)));

/** The engine is another program, in another language: what it does as the core does has the same name there. */
const assemblyExporters = exportersIn(files.filter(isAssembly));

test.each([
  ["the program", exporters, 500],
  ["the engine", assemblyExporters, 50],
])("an exported name of %s means one thing: one file declares it", (_program, found, least) => {
  expect(found.size).toBeGreaterThan(least);
  const twice = [...found].filter(([, paths]) => paths.length > 1);
  expect(twice.map(([name, paths]) => `${name}: ${paths.join(", ")}`)).toEqual([]);
});

test("all ways to export a name are seen", () => {
  const text = `
    export const a = 1, { b, c: [d] } = x;
    export function e() {}
    export class F {}
    export type G = 1;
    export interface H {}
    export enum I {}
    export { j, k as l };
    export { m as n } from "./other.js";
    export { handedOn } from "./other.js";
    export * from "./all.js";
    const own = 1;
  `;
  expect(exportedBy("x.ts", text)).toEqual(["a", "b", "d", "e", "F", "G", "H", "I", "j", "l", "n"]);
});

describe("docs/explain/glossary.md", () => {
  const rows = readFileSync(join(root, "docs/explain/glossary.md"), "utf8")
    .split("\n")
    .filter((line) => /^\| (?!word |verdict |---|`)/.test(line) && line.split("|").length === 5)
    .map((line) => line.split("|").map((cell) => cell.trim()));

  test("has words", () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.map(([, word]) => word)).toEqual([...new Set(rows.map(([, word]) => word))]);
  });

  test.each(
    rows.map(([, word = "", meaning = "", type = ""]) => [word, meaning, type] as const),
  )("%s is explained in one sentence, and its type exists", (_word, meaning, type) => {
    expect(meaning).toMatch(/^[A-Z`].*\.$|^[A-Z].*`\.$/);
    expect(meaning).not.toMatch(/[a-z]\. [A-Z]/);
    const name = /^`(\w+)`$/.exec(type)?.[1];
    if (type !== "") expect(exporters.get(name ?? ""), `${type} is not an exported name`).toBeDefined();
  });
});
