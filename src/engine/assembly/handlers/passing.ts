/** Sockets that messages bring from one process to another. */
import { Constant, hasFlag } from "../arguments/constants";
import { argument } from "../arguments/list";
import { passedFds } from "../arguments/structs/passed-fds";
import { call } from "../call/current-call";
import { endpoints, Named } from "../decorations/endpoints";
import { EndedBy } from "../events/event-kind";
import { install } from "../model/descriptors";
import { forgetPassed } from "../model/forgetting";
import { identityRead } from "../model/naming";
import { adopt } from "../model/opened-before";
import { receiveSocket, sendSocket } from "../model/scm-rights";
import { Thread } from "../threads/thread";

/** `sendmsg(5, {..., msg_control=[{cmsg_type=SCM_RIGHTS, cmsg_data=[7]}]}, 0)`: socket 7 is on its way. */
export function passFds(thread: Thread): void {
  if (call.hasValue === 0 || call.value < 0) return;
  passedFds.begin();
  while (passedFds.next()) {
    const socket = thread.table.socketAt(passedFds.fd);
    const forgotten = socket ? sendSocket(socket) : null;
    if (forgotten) forgetPassed(forgotten);
  }
}

/** `recvmsg(6, {..., msg_control=[{cmsg_type=SCM_RIGHTS, cmsg_data=[9]}]}, 0)`: a socket arrives as fd 9. */
export function receiveFds(thread: Thread): void {
  if (call.hasValue === 0 || call.value < 0) return;
  const closeOnExec = hasFlag(argument(2), Constant.MSG_CMSG_CLOEXEC);
  passedFds.begin();
  while (passedFds.next()) {
    const fd = passedFds.fd;
    const named = endpoints.read(passedFds.decorationStart, passedFds.decorationEnd);
    if (named === Named.Other) {
      install(null, thread, fd, closeOnExec, EndedBy.Reuse);
      continue;
    }
    const socket = receiveSocket(named === Named.Socket ? identityRead() : null);
    if (!socket) adopt(thread, fd, closeOnExec, named);
    else {
      install(socket, thread, fd, closeOnExec, EndedBy.Reuse);
      socket.references--; // the reference that `sendSocket` added
    }
  }
}
