import { refuseUnknownCommand } from "../record/find-command.js";
import { findStrace, rehearse } from "../record/find-strace.js";
import { FULL } from "../record/recorded-calls.js";
import type { SessionSetup } from "./server-session.js";

/** `ioctl` shows which sockets are non-blocking: the kernel refuses no write of a socket that waits for room. */
const DETAIL = { ...FULL, calls: [...FULL.calls, "ioctl"] };

/**
 * Finds the server's command and strace, and tries out the options that strace is going to get.
 *
 * @throws UnflushedError if the command or strace is missing, or strace cannot trace here
 */
export function sessionSetup(command: readonly string[]): Pick<SessionSetup, "command" | "detail" | "features"> {
  refuseUnknownCommand(command[0] ?? "");
  return { command, detail: DETAIL, features: rehearse(DETAIL, findStrace()) };
}
