import type { Value } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { has } from "../constants.js";
import type { Handler } from "../model.js";
import { type IoBuffers, ofBuffer, ofMessage, ofVector, taken } from "../visible-bytes.js";
import { receiveFds } from "./passing.js";

function reader(
  offered: (call: Syscall) => IoBuffers,
  provesSocket: boolean,
  flagsOf: (args: readonly Value[]) => Value | undefined,
): Handler {
  return (model, call, thread) => {
    const socket = model.socketOf(call, thread);
    if (!socket) return;
    if (provesSocket) socket.proven = true;
    const { value, error } = call.result;
    const offer = offered(call);
    const { asked, behind } = offer;
    if (behind < 0 || !hasPlainFlags(call.argumentsText, behind)) {
      const flags = flagsOf(call.args ?? []);
      if (has(flags, "MSG_ERRQUEUE")) return; // holds none of the stream
      // a peek leaves the bytes where they are, and the next read shows them again; an end that it meets is one (wget)
      if (has(flags, "MSG_PEEK") && (value ?? 0) > 0) return;
    }
    if (value === null || asked === 0) return; // room for nothing: its 0 is no end of the stream
    const received = Math.max(0, value);
    model.tell(socket, call, { kind: "read", asked, received, error, pieces: taken(offer, received) });
  };
}

/** True where the arguments behind the count surely hold neither of the flags that matter: the grammar need not look. */
function hasPlainFlags(text: string, behind: number): boolean {
  return behind === text.length || text.startsWith(", 0,", behind) || PLAIN_FLAGS.test(text.slice(behind));
}

const PLAIN_FLAGS = /^, (?:0|MSG_(?:DONTWAIT|NOSIGNAL|WAITALL|TRUNC))(?:,.*)?$/;

const noFlags = (): undefined => undefined;

const readMessage = reader(ofMessage, true, (args) => args[2]);

/** Besides bytes, a message over a Unix socket may bring fds. */
const recvmsg: Handler = (model, call, thread) => {
  readMessage(model, call, thread);
  receiveFds(model, call, thread);
};

export const readers: Readonly<Record<string, Handler>> = {
  read: reader(ofBuffer, false, noFlags),
  readv: reader(ofVector, false, noFlags),
  recv: reader(ofBuffer, true, (args) => args[3]),
  recvfrom: reader(ofBuffer, true, (args) => args[3]),
  recvmsg,
};
