import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Writes the types of the library: those that its entries reach. tsc writes a file for every module behind them. */
export function writeDeclarations(root, entries) {
  execFileSync(process.execPath, ["node_modules/@typescript/native/bin/tsc", "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
  const reached = new Set(entries.map((entry) => join(root, entry)));
  for (const path of reached) {
    // a set goes on to what is added meanwhile
    for (const { fileName } of ts.preProcessFile(readFileSync(path, "utf8")).importedFiles) {
      if (fileName.startsWith(".")) reached.add(join(path, "..", fileName.replace(/\.js$/, ".d.ts")));
    }
  }
  const written = readdirSync(join(root, "dist"), { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of written.filter(({ name }) => name.endsWith(".d.ts"))) {
    if (!reached.has(join(parentPath, name))) rmSync(join(parentPath, name));
  }
}
