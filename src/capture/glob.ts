import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { FileSystemAdapter } from "tinyglobby";
import { type FoundFiles, filesBelow } from "./walk.js";

const MODULES = "node_modules";

/**
 * The files that a glob matches and the files below the folders that it matches, as if a shell had expanded it. Null if
 * the text is not a glob.
 */
export async function filesMatching(pattern: string): Promise<FoundFiles | null> {
  const { globSync, isDynamicPattern } = await import("tinyglobby");
  if (!isDynamicPattern(pattern)) return null;
  const held: FoundFiles = { files: [], unreadable: [] };
  const wantsModules = pattern.includes(MODULES);
  const found = globSync(pattern, {
    absolute: isAbsolute(pattern),
    expandDirectories: false,
    ignore: wantsModules ? [] : [`**/${MODULES}/**`], // works below the working directory only
    onlyFiles: false,
    fs: fileSystem(held),
  });
  for (const path of found) {
    if (!wantsModules && path.split("/").includes(MODULES)) continue;
    if (!path.endsWith("/")) {
      held.files.push(path);
      continue;
    }
    const below = filesBelow(path.slice(0, -1));
    held.files.push(...below.files);
    held.unreadable.push(...below.unreadable);
  }
  return held;
}

/** Reports what tinyglobby would hide: a folder that cannot be read, and a link to nothing. */
function fileSystem({ unreadable }: FoundFiles): FileSystemAdapter {
  const list = (path: string, options: { withFileTypes: true }) => {
    try {
      return readdirSync(path, options);
    } catch (error) {
      if (!isMissing(error)) unreadable.push({ path, error });
      throw error;
    }
  };
  return {
    readdirSync: list as typeof readdirSync,
    realpathSync: ((path: string) => orElse(() => realpathSync(path), path)) as typeof realpathSync,
    statSync: ((path: string) => orElse(() => statSync(path), lstatSync(path))) as typeof statSync,
  };
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}

function orElse<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
