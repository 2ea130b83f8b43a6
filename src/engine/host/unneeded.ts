import type { IsSocket } from "../../core/sockets/skips/fds.js";
import type { WaitsToWrite } from "../../core/sockets/skips/polls.js";
import type { LineView } from "./line-view.js";
import { SKIPS } from "./record-fields.js";

/**
 * True for a call that changes nothing in the model, so that it need not be read. The engine has looked at its bytes; what its fd
 * stands for, only the model knows.
 */
export function isUnneeded(line: LineView, isSocket: IsSocket, waitsToWrite: WaitsToWrite): boolean {
  switch (SKIPS[line.field("skip")]) {
    case "always":
      return true;
    case "unless-socket":
      return isSocket(line.pid, line.field("fd")) !== true;
    case "if-no-socket":
      return isSocket(line.pid, line.field("fd")) === false;
    case "unless-waiting":
      return !waitsToWrite(line.pid);
    default:
      return false;
  }
}
