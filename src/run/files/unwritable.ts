import { UnflushedError } from "../../errors.js";

/**
 * One sentence for what the file system says about `name`.
 *
 * @param elsewhere how the user chooses another disk
 */
export function unwritable(name: string, code: string, elsewhere = "choose a file on another one"): UnflushedError {
  const isFull = FULL.has(code);
  const advice = isFull
    ? `make room on that disk, or ${elsewhere}`
    : (ADVICE[code] ?? "choose a file in a folder that you may write to");
  return new UnflushedError("output-unwritable", `${name} cannot be written (${code}): ${advice}`);
}

/** No room on the disk, none left of the user's share, or a file as large as it may be. */
const FULL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

const ADVICE: Readonly<Record<string, string>> = {
  EEXIST: "another file got this name meanwhile; name another one",
  EISDIR: "it is a folder; name a file in it",
  ENOENT: "its folder does not exist; make it first",
  ENOTDIR: "what stands before the last / is a file, not a folder",
};
