import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/** The files of a directory or a glob, and the directories in it that cannot be read. */
export interface FoundFiles {
  readonly files: string[];
  readonly unreadable: { readonly path: string; readonly error: unknown }[];
}

/**
 * Finds the files below a folder, at any depth. Links are followed, and each folder is entered once. Hidden files,
 * hidden folders and node_modules are skipped. So is what is not a file: reading a pipe would wait for its writer.
 */
export function filesBelow(folder: string): FoundFiles {
  const held: FoundFiles = { files: [], unreadable: [] };
  const entered = new Set<string>();
  const enter = (path: string): void => {
    try {
      const real = realpathSync(path);
      if (entered.has(real)) return;
      entered.add(real);
      for (const entry of readdirSync(path, { withFileTypes: true }).sort(byName)) {
        if (isPassedOver(entry.name)) continue;
        const inside = join(path, entry.name);
        const kind = kindOfEntry(entry, inside);
        if (kind === "folder") enter(inside);
        else if (kind === "file") held.files.push(inside);
      }
    } catch (error) {
      held.unreadable.push({ path, error });
    }
  };
  enter(folder);
  return held;
}

function isPassedOver(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}

/** A link to nothing counts as a file: reading it reports the problem. */
function kindOfEntry(entry: Dirent, path: string): "file" | "folder" | "other" {
  try {
    const found = entry.isSymbolicLink() ? statSync(path) : entry;
    if (found.isDirectory()) return "folder";
    return found.isFile() ? "file" : "other";
  } catch {
    return "file";
  }
}
