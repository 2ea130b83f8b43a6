import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a program in a folder, and returns what it printed. */
export function run(file, args, cwd, env = {}) {
  const options = { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env } };
  return execFileSync(file, args, options).trim();
}

export function npm(args, cwd, env) {
  return run("npm", [...args, "--silent", "--no-audit", "--no-fund"], cwd, env);
}

/**
 * Packs what is built into the folder, and installs it there as a user does who runs no install scripts. Returns what
 * npm says of the package: its `filename`, `size` and `unpackedSize` in bytes, and its `files`.
 */
export function packAndInstall(folder, env) {
  writeFileSync(join(folder, "package.json"), "{}");
  const [packed] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root, env));
  npm(["install", "--ignore-scripts", join(folder, packed.filename)], folder, env);
  return packed;
}
