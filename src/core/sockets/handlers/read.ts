import type { CallRow } from "../../syscalls/row.js";
import { has } from "../constants.js";
import type { Handler } from "../model.js";
import { movedBytes, offerOf, taken } from "../visible-bytes.js";
import { receiveFds } from "./passing.js";

/** What a call of the read family does: its bytes come from its first fd. A message over a Unix socket may bring fds too. */
export function reader(row: CallRow): Handler {
  const { buffers, classes, flags } = row;
  const offered = offerOf(row);
  const provesSocket = classes.includes("network");
  const takes: Handler = (model, call, thread) => {
    const socket = model.socketOf(call, thread);
    if (!socket) return;
    if (provesSocket) socket.proven = true;
    const { value, error } = call.result;
    const offer = offered(call);
    const { asked, behind } = offer;
    if (behind < 0 || !hasPlainFlags(call.argumentsText, behind)) {
      const asks = flags === undefined ? undefined : call.args?.[flags];
      if (has(asks, "MSG_ERRQUEUE")) return; // holds none of the stream
      // a peek leaves the bytes where they are, and the next read shows them again; an end that it meets is one (wget)
      if (has(asks, "MSG_PEEK") && (value ?? 0) > 0) return;
    }
    if (value === null || asked === 0) return; // room for nothing: its 0 is no end of the stream
    const received = movedBytes(offer, value);
    model.tell(socket, call, { kind: "read", asked, received, error, pieces: taken(offer, received) });
  };
  if (buffers !== "message") return takes;
  return (model, call, thread) => {
    takes(model, call, thread);
    receiveFds(model, call, thread);
  };
}

/** True where the arguments behind the count surely hold neither of the flags that matter: the grammar need not look. */
function hasPlainFlags(text: string, behind: number): boolean {
  return behind === text.length || text.startsWith(", 0,", behind) || PLAIN_FLAGS.test(text.slice(behind));
}

const PLAIN_FLAGS = /^, (?:0|MSG_(?:DONTWAIT|NOSIGNAL|WAITALL|TRUNC))(?:,.*)?$/;
