import { createReadStream } from "node:fs";
import { decompressed } from "../../capture/decompress.js";
import { LineSplitter } from "../../core/strace/line-splitter.js";
import { UnflushedError } from "../../errors.js";
import { displayName, STDIN } from "../../reading/problems.js";
import type { InputStream } from "../streams.js";

const CHUNK = 1 << 16; // bytes: of each shard one waits

/** A line of a result; `isCut` if the text ends within it. */
export interface ResultLine {
  readonly text: string;
  readonly isCut: boolean;
}

/**
 * The lines of a result, compressed or not.
 *
 * @throws UnflushedError (`result-unreadable`)
 */
export async function* resultLines(path: string, stdin: InputStream): AsyncGenerator<ResultLine> {
  const lines: ResultLine[] = [];
  const splitter = new LineSplitter(
    (bytes, start, end, _pid, isCut) => lines.push({ text: Buffer.prototype.utf8Slice.call(bytes, start, end), isCut }),
    { longest: Number.POSITIVE_INFINITY },
  );
  try {
    const stored = path === STDIN ? stdin : createReadStream(path, { highWaterMark: CHUNK });
    for await (const chunk of decompressed(stored, displayName(path))) {
      splitter.push(chunk);
      yield* lines;
      lines.length = 0;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  splitter.finish();
  yield* lines;
}

function unreadable(path: string, error: unknown): UnflushedError {
  if (error instanceof UnflushedError) return error;
  const { code = "" } = error as NodeJS.ErrnoException;
  const name = displayName(path);
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new UnflushedError("result-unreadable", `${name} does not exist: check the name of the result`);
  }
  if (/^E[A-Z]+$/.test(code)) {
    return new UnflushedError("result-unreadable", `${name} cannot be read (${code}): name a file that you may read`);
  }
  return new UnflushedError(
    "result-unreadable",
    `${name} is compressed, and its data is damaged or ends too early: compress it again`,
  );
}
