/** Whether a call changes nothing in the model, so that it is only counted (core/sockets/skips/scanned.ts). */
import { isSocket, waitsToWrite } from "../model/tracker";
import { LineRecord } from "../record";
import { Skip } from "../skips/when";

export function isUnneeded(record: LineRecord): bool {
  switch (record.skip) {
    case Skip.Always:
      return true;
    case Skip.UnlessSocket:
      return isSocket(record.pid, record.fd) !== 1;
    case Skip.IfNoSocket:
      return isSocket(record.pid, record.fd) === 0;
    case Skip.UnlessWaiting:
      return !waitsToWrite(record.pid);
    default:
      return false;
  }
}
