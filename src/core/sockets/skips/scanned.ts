import type { ScannedLine } from "../../strace/scanned-line.js";
import type { IsSocket } from "./fds.js";
import type { WaitsToWrite } from "./polls.js";

/** What the model is asked about a call. */
interface Model {
  readonly isSocket: IsSocket;
  readonly waitsToWrite: WaitsToWrite;
}

/**
 * True for a call that changes nothing in the model, so that it need not be read. The scan has looked at its bytes; what its fd
 * stands for, only the model knows.
 */
export function isUnneeded({ unneeded, pid, fd }: Pick<ScannedLine, "unneeded" | "pid" | "fd">, model: Model): boolean {
  switch (unneeded) {
    case "never":
      return false;
    case "always":
      return true;
    case "unless-socket":
      return model.isSocket(pid, fd) !== true;
    case "if-no-socket":
      return model.isSocket(pid, fd) === false;
    case "unless-waiting":
      return !model.waitsToWrite(pid);
  }
}
