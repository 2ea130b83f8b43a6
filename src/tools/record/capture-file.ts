import type { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import { UnflushedError } from "../../errors.js";

/** Milliseconds after which a compressed capture is readable up to here, should this process be killed. */
const SYNC = 1000;

/** A file that keeps a capture. It stands under its own name from the start, so that what was written outlives a kill. */
export interface CaptureFile {
  /** Resolves when there is room for more. */
  write(chunk: Buffer): Promise<void>;
  end(): Promise<void>;
}

/**
 * Creates `path`; a name that ends in `.gz` makes it compressed.
 *
 * @throws UnflushedError (`capture-unwritable`)
 */
export async function createCaptureFile(path: string): Promise<CaptureFile> {
  const handle = await open(path, "w").catch((error: NodeJS.ErrnoException) => {
    throw new UnflushedError("capture-unwritable", `${path} cannot be written (${error.code}): name another file`);
  });
  const file = handle.createWriteStream();
  if (!path.endsWith(".gz")) return keeper(path, file, file);
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  gzip.pipe(file);
  const timer = setInterval(() => gzip.flush(constants.Z_SYNC_FLUSH), SYNC);
  gzip.on("close", () => clearInterval(timer));
  return keeper(path, gzip, file);
}

function keeper(
  path: string,
  entrance: NodeJS.WritableStream,
  file: ReturnType<typeof createWriteStream>,
): CaptureFile {
  let failure: NodeJS.ErrnoException | null = null;
  file.on("error", (error: NodeJS.ErrnoException) => {
    failure = error;
    entrance.emit("drain"); // do not wait for a file that takes nothing more
  });
  return {
    async write(chunk) {
      if (failure || entrance.write(chunk)) return;
      await new Promise<void>((resolve) => entrance.once("drain", () => resolve()));
    },
    async end() {
      if (!failure) {
        entrance.end();
        await finished(file).catch((error) => (failure = error));
      }
      if (failure) {
        throw new UnflushedError(
          "capture-unwritable",
          `${path} is incomplete (${failure.code}): make room, or name another file`,
        );
      }
    },
  };
}
