import { createReadStream, statSync } from "node:fs";
import type { Readable } from "node:stream";
import { UnflushedError } from "../errors.js";
import { type LineSink, LineSplitter } from "./lines.js";

const CHUNK = 1 << 18; // 256 KiB: larger chunks read no faster

/** Standard input goes by this name on the command line and in reports. */
export const STDIN = "-";

/**
 * Reads a capture line by line: a file, or standard input for `-`.
 *
 * @throws UnflushedError where it cannot be read, is empty, or is no text (strace prints ASCII only)
 */
export async function readCapture(path: string, sink: LineSink): Promise<void> {
  const splitter = new LineSplitter(sink);
  let size = 0;
  try {
    for await (const chunk of open(path)) {
      if (size === 0) refuseBinary(path, chunk as Buffer);
      size += (chunk as Buffer).length;
      splitter.push(chunk as Buffer);
    }
  } catch (error) {
    throw explain(path, error);
  }
  splitter.finish();
  if (size === 0)
    throw new UnflushedError(
      "capture-empty",
      `${nameOf(path)} is empty: record a capture with strace -o FILE and check that`,
    );
}

function open(path: string): Readable {
  if (path === STDIN) return process.stdin;
  if (statSync(path).isDirectory()) {
    throw new UnflushedError("capture-is-directory", `${path} is a directory: name the capture files in it`);
  }
  return createReadStream(path, { highWaterMark: CHUNK });
}

/** strace escapes every byte that is not printable ASCII, so a NUL means that this is something else. */
function refuseBinary(path: string, chunk: Buffer): void {
  if (!chunk.subarray(0, 4096).includes(0)) return;
  throw new UnflushedError(
    "capture-binary",
    `${nameOf(path)} is a binary file, not strace output: give the text that strace printed`,
  );
}

function explain(path: string, error: unknown): unknown {
  if (error instanceof UnflushedError || !(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new UnflushedError("capture-not-found", `${path} does not exist: check the name of the capture`);
  }
  if (code === undefined) return error;
  return new UnflushedError("capture-unreadable", `${nameOf(path)} cannot be read (${code}): check its permissions`);
}

export function nameOf(path: string): string {
  return path === STDIN ? "standard input" : path;
}
