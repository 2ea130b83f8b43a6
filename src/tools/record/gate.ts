import { closeSync, constants, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder } from "../../run/files/temporary.js";
import { makePipe } from "./fifo.js";

/**
 * What a launcher waits at until strace has attached to the processes of `-p`: if strace may not, nothing was started.
 * A pipe of node's own would be a socket, and the launcher is traced.
 */
export class Gate {
  /** The fd that the launcher reads a line from. Its end comes if this process is gone. */
  readonly fd: number;
  #writeEnd: number | null;

  /** @throws UnflushedError (`output-unwritable`) */
  constructor() {
    const folder = makeTemporaryFolder();
    try {
      const path = join(folder, "gate");
      makePipe(path);
      this.#writeEnd = openSync(path, constants.O_RDWR); // the only way that does not wait for the other end
      this.fd = openSync(path, constants.O_RDONLY);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** strace has its own copy of the fd. */
  handedOver(): void {
    closeSync(this.fd);
  }

  open(): void {
    if (this.#writeEnd !== null) writeSync(this.#writeEnd, "go\n");
    this.close();
  }

  /** Unless it was opened, the launcher ends without starting anything. */
  close(): void {
    if (this.#writeEnd !== null) closeSync(this.#writeEnd);
    this.#writeEnd = null;
  }
}
