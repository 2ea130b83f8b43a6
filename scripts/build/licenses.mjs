import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { basename, dirname } from "node:path";

/** The file of Chevrotain that is bundled has these inside. */
const INSIDE = { chevrotain: ["lodash-es"] };

/** Copies the license of every package that has a module among these paths, as `NAME.txt`. */
export function writeLicenses(modules, folder) {
  mkdirSync(folder, { recursive: true });
  const packages = modules.map((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]);
  for (const path of new Set(packages.filter(Boolean))) {
    const names = [basename(path), ...(INSIDE[basename(path)] ?? [])];
    for (const name of names) cpSync(licenseIn(`${dirname(path)}/${name}`), `${folder}/${name}.txt`);
  }
}

function licenseIn(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} has no license to go along with what is bundled`);
  return `${folder}/${file}`;
}
