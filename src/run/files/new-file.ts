import { type Stats, statSync } from "node:fs";
import { visible } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";
import { OutputPlace } from "./output-place.js";

/** What the user says about a file to write with `-o`. */
export interface NewFileWish {
  readonly path: string;
  /** True for `--force`: a file that is there already may be replaced. */
  readonly isForced: boolean;
  /** Files that are read: they are never replaced. */
  readonly inputs: readonly string[];
}

/**
 * The place of a file that a command is asked to make, and not to replace.
 *
 * @throws UnflushedError (`usage` for one of the inputs, and for a compression that is not written; `output-exists`;
 *   `output-unwritable`)
 */
export function placeOfNewFile({ path, isForced, inputs }: NewFileWish): OutputPlace {
  refuseOtherCompression(path);
  const place = new OutputPlace(path, isForced);
  const input = inputs.find((each) => isSameFile(each, path));
  if (input !== undefined) {
    const [name, read] = [visible(path), visible(input)];
    throw new UnflushedError("usage", `-o ${name} would replace what is read, ${read}: name another file`);
  }
  if (place.isReplaced && place.mode !== null && !isForced) throw outputExists(path);
  return place;
}

/** The error for a file that only `--force` replaces. */
export function outputExists(path: string): UnflushedError {
  const name = visible(path);
  return new UnflushedError("output-exists", `${name} exists already: name another file, or replace it with --force`);
}

/** By the names that gzip, zstd, xz, bzip2, lz4, lzip, brotli and the archivers give. */
const OTHER_COMPRESSION = /\.(?:zst|zstd|xz|lzma|bz2|lz4?|br|zip|7z|tgz|Z)$/;

/** @throws UnflushedError (`usage`) for a name that promises a compression other than gzip's */
export function refuseOtherCompression(path: string): void {
  const ending = OTHER_COMPRESSION.exec(path)?.[0];
  if (ending === undefined) return;
  const plain = visible(path.slice(0, -ending.length));
  throw new UnflushedError(
    "usage",
    `${visible(path)} would not be compressed, only .gz is: name ${plain}.gz, or write ${plain} and compress it yourself`,
  );
}

/** True for two names of one file: through links of both kinds, and /dev/stdin. */
function isSameFile(one: string, other: string): boolean {
  const [first, second] = [statsOf(one), statsOf(other)];
  return first?.isFile() === true && first.dev === second?.dev && first.ino === second.ino;
}

function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null; // it does not exist, or cannot be looked at
  }
}
