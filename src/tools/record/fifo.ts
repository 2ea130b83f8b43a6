import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visible } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";
import { makeTemporaryFolder } from "../../run/files/temporary.js";

/** A named pipe that strace writes to: unlike an inherited fd, the traced program does not get to see it. */
export class Fifo {
  readonly path: string;
  /** What was written, until `close`. */
  readonly stream: Socket;
  /** The fd of the stream. */
  readonly readEnd: number;
  readonly #folder: string;
  /** An fd for a child to write to; there is one until `close`. */
  readonly writeEnd: number;
  #isForgotten = false;

  /** @throws UnflushedError (`output-unwritable`) if there is no room for a temporary folder, or no pipe can be made there */
  constructor() {
    this.#folder = makeTemporaryFolder();
    this.path = join(this.#folder, "strace");
    process.once("exit", this.forgetName); // also if what follows fails
    try {
      makePipe(this.path);
    } catch (error) {
      this.forgetName();
      throw error;
    }
    this.readEnd = openSync(this.path, constants.O_RDONLY | constants.O_NONBLOCK);
    // a writer of our own: without one, the stream would end before strace has opened it
    this.writeEnd = openSync(this.path, constants.O_WRONLY);
    this.stream = new Socket({ fd: this.readEnd, readable: true, writable: false });
  }

  /** strace has opened it: the name is not needed any more, and cannot stay. */
  readonly forgetName = (): void => {
    if (this.#isForgotten) return;
    this.#isForgotten = true;
    process.off("exit", this.forgetName);
    rmSync(this.#folder, { recursive: true, force: true });
  };

  /** No more writers: the stream ends after what is still in the pipe. */
  close(): void {
    closeSync(this.writeEnd);
    this.forgetName();
  }
}

/** There is no call in node that makes a named pipe. */
export function makePipe(path: string): void {
  const { error, status, stderr } = spawnSync("mkfifo", ["-m", "600", path], { encoding: "utf8" });
  if (error) throw noPipe((error as NodeJS.ErrnoException).code ?? "", "install mkfifo, which is in coreutils");
  if (status === 0) return;
  const why = stderr.slice(stderr.lastIndexOf(":") + 1).trim();
  throw noPipe(why, "set TMPDIR to a folder of another file system");
}

function noPipe(why: string, advice: string): UnflushedError {
  const message = `a named pipe in ${visible(tmpdir())} cannot be made (${why}): ${advice}`;
  return new UnflushedError("output-unwritable", message);
}
