import { isConstant } from "../constants.js";
import type { Handler, Handlers } from "../handler.js";

/** `ioctl(7, FIOCLEX) = 0` marks an fd close-on-exec, and FIONCLEX unmarks it. Other requests change nothing here. */
const setCloseOnExec: Handler = (_model, call, thread) => {
  if (!/CLEX|0x545/.test(call.argumentsText)) return;
  const request = call.args?.[1];
  if (call.result.value !== 0 || call.fd === null) return;
  if (isConstant(request, "FIOCLEX")) thread.table.markCloseOnExec(call.fd, true);
  if (isConstant(request, "FIONCLEX")) thread.table.markCloseOnExec(call.fd, false);
};

export const ioctls = { ioctl: setCloseOnExec } satisfies Handlers;
