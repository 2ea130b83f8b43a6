import { flagNames, integerOf, member } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { isConstant } from "../constants.js";
import type { Handler, Handlers } from "../handler.js";

/** The errno names of the numbers that `-X raw` prints, for example `[104]`. */
const ERRNO: Readonly<Record<number, string>> = { 32: "EPIPE", 104: "ECONNRESET", 110: "ETIMEDOUT" };

/** `getsockopt(5, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4]) = 0`: nginx and node learn here that the peer is gone. */
const getsockopt: Handler = (model, call, thread) => {
  if (!mayHold(call, "SO_ERROR")) return;
  const [, level, option, answer] = call.args ?? [];
  if (!isConstant(option, "SO_ERROR") || !isConstant(level, "SOL_SOCKET")) return;
  const socket = model.socketOf(call, thread);
  const first = answer?.kind === "array" ? answer.items[0] : undefined;
  const error = flagNames(first)[0] ?? ERRNO[integerOf(first) ?? 0];
  if (socket && error !== undefined) model.emit(socket, call, { kind: "hangup", error });
};

/**
 * `setsockopt(6, SOL_TCP, TCP_NODELAY, [1], 4) = 0`: only a TCP socket takes such an option.
 * `setsockopt(7, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0`. strace 4 printed the members without `l_`.
 */
const setsockopt: Handler = (model, call, thread) => {
  const socket = call.result.value === 0 ? model.socketOf(call, thread) : null;
  if (!socket || !(mayHold(call, "SO_LINGER") || (socket.transport === "unknown" && mayHold(call, "SOL_TCP")))) return;
  const [, level, option, linger] = call.args ?? [];
  if (isConstant(level, "SOL_TCP")) {
    socket.transport = "tcp";
    socket.proven = true;
  }
  if (!isConstant(level, "SOL_SOCKET") || !isConstant(option, "SO_LINGER")) return;
  const isOn = integerOf(member(linger, "l_onoff") ?? member(linger, "onoff"));
  const seconds = integerOf(member(linger, "l_linger") ?? member(linger, "linger"));
  socket.resetsOnClose = isOn !== null && isOn !== 0 && seconds === 0;
};

/** True if the text holds the name of the option, or numbers that may stand for it (`-X raw`). */
function mayHold({ argumentsText }: Syscall, name: string): boolean {
  return argumentsText.includes(name) || /, (?:0x)?\d+(?: |,)/.test(argumentsText.slice(0, 200));
}

export const options = { getsockopt, setsockopt } satisfies Handlers;
