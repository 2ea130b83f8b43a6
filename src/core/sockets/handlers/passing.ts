import { integerOf, member, type Value } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { hasFlag, isConstant } from "../constants.js";
import { readDecoration } from "../decoration.js";
import type { SocketModel } from "../model.js";
import type { Thread } from "../thread.js";

/** `sendmsg(5, {..., msg_control=[{cmsg_type=SCM_RIGHTS, cmsg_data=[7]}]}, 0)`: socket 7 is on its way. */
export function passFds(model: SocketModel, call: Syscall, thread: Thread): void {
  if ((call.result.value ?? -1) < 0) return;
  for (const { fd } of passedFds(call)) {
    const socket = thread.table.get(fd)?.socket;
    const forgotten = socket && model.scmRights.send(socket);
    if (forgotten) model.fds.forget(forgotten, call);
  }
}

/** `recvmsg(6, {..., msg_control=[{cmsg_type=SCM_RIGHTS, cmsg_data=[9]}]}, 0)`: a socket arrives as fd 9. */
export function receiveFds(model: SocketModel, call: Syscall, thread: Thread): void {
  if ((call.result.value ?? -1) < 0) return;
  const closeOnExec = hasFlag(call.args?.[2], "MSG_CMSG_CLOEXEC");
  for (const { fd, decoration } of passedFds(call)) {
    const endpoints = readDecoration(decoration);
    if (endpoints === "other") {
      model.fds.install(null, call, thread, fd, closeOnExec, "reuse");
      continue;
    }
    const socket = model.scmRights.receive(endpoints?.identity ?? null);
    if (!socket) model.fds.adopt(call, thread, fd, closeOnExec, decoration);
    else {
      model.fds.install(socket, call, thread, fd, closeOnExec, "reuse");
      socket.references--; // the reference that `ScmRights.send` added
    }
  }
}

function passedFds(call: Syscall): { readonly fd: number; readonly decoration: string | null }[] {
  if (!call.argumentsText.includes("cmsg_data")) return [];
  const control = member(call.args?.[1], "msg_control");
  const messages = control?.kind === "array" ? control.items : [];
  return messages.flatMap((message: Value) => {
    const data = isConstant(member(message, "cmsg_type"), "SCM_RIGHTS") ? member(message, "cmsg_data") : null;
    const items = data?.kind === "array" ? data.items : [];
    return items.flatMap((item) => {
      const fd = integerOf(item);
      const decoration = item.kind === "integer" ? (item.decoration ?? null) : null;
      return fd === null ? [] : [{ fd, decoration }];
    });
  });
}
