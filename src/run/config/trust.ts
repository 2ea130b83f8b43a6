import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { visible } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";
import { callName } from "./find.js";

/** What the root of a repository holds. */
const MARKS = [".git", ".hg", ".jj", ".svn"];
const ROOT = 0;

/**
 * Looks at a configuration that was found and not named: it may run code, and it decides what a finding is. Returns a
 * sentence for the user if it lies outside the repository of `folder`; null if it lies inside.
 *
 * @throws UnflushedError (`config-untrusted`) if it belongs to another user
 */
export function wordOnFound(file: string, folder: string): string | null {
  refuseOfAnother(file);
  const way = relative(repositoryOf(realpathSync(folder)), realpathSync(file));
  if (!way.startsWith("..")) return null;
  return `unflushed: the configuration ${file} applies, which lies outside of this repository: --no-config leaves it out`;
}

/** A file of root's is the machine's; under sudo, one of the user who called it is that user's own. */
function refuseOfAnother(file: string): void {
  const own = process.geteuid?.();
  const { uid } = statSync(file);
  if (own === undefined || uid === own || uid === ROOT || (own === ROOT && String(uid) === process.env.SUDO_UID))
    return;
  const name = visible(callName(file));
  throw new UnflushedError(
    "config-untrusted",
    `the configuration ${name} belongs to another user (${uid}): name it with --config if you trust it, or pass --no-config`,
  );
}

/** The root of the repository that holds this folder; the folder itself without one. */
function repositoryOf(folder: string): string {
  for (let each = folder; ; each = dirname(each)) {
    if (MARKS.some((mark) => existsSync(join(each, mark)))) return each;
    if (each === dirname(each)) return folder;
  }
}
