/** `ioctl(7, FIOCLEX) = 0` marks an fd close-on-exec, and FIONCLEX unmarks it. */
import { Constant, isConstant } from "../arguments/constants";
import { firstFd } from "../arguments/fd";
import { isNumber } from "../arguments/integer";
import { argument } from "../arguments/list";
import { argumentsHold } from "../arguments/text";
import { returnedZero } from "../call/outcome";
import { Thread } from "../threads/thread";

/** Other requests change nothing here. */
export function ioctl(thread: Thread): void {
  if (!argumentsHold("CLEX") && !argumentsHold("0x545")) return;
  const fd = firstFd();
  if (!returnedZero() || !isNumber(fd)) return;
  const request = argument(1);
  if (isConstant(request, Constant.FIOCLEX)) thread.table.markCloseOnExec(fd, true);
  if (isConstant(request, Constant.FIONCLEX)) thread.table.markCloseOnExec(fd, false);
}
