import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";

/** The file of Chevrotain that is bundled has these inside. */
const INSIDE = { chevrotain: ["lodash-es"] };

/** Writes the license of every package that has a module among these paths, as `NAME.txt`. */
export function writeLicenses(modules, folder) {
  mkdirSync(folder, { recursive: true });
  const packages = modules.map((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]);
  for (const path of new Set(packages.filter(Boolean))) {
    const names = [basename(path), ...(INSIDE[basename(path)] ?? [])];
    for (const name of names) writeFileSync(`${folder}/${name}.txt`, licenseOf(`${dirname(path)}/${name}`));
  }
}

/** The license file of a package; of one without such a file, what its manifest and the comment at the top of its code say. */
function licenseOf(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file) return readFileSync(`${folder}/${file}`);
  const { license, author, homepage, main } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const [, notice] = /^\s*\/\*!([\s\S]*?)\*\//.exec(readFileSync(`${folder}/${main}`, "utf8")) ?? [];
  if (!notice) throw new Error(`${folder} has no license to go along with what is bundled`);
  return `${license}\n${author}\n${homepage}\n${notice.replace(/^ ?\* ?/gm, "")}`;
}
