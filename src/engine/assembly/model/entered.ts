/** The beginning of the call that a handler is applying. */
import { only } from "../memory";
import { Socket } from "../sockets/socket";
import { EnteredCall } from "../threads/entered-call";

@unmanaged
class Entered {
  /** Null if the call is on one line. */
  call: EnteredCall | null;

  /** The socket of its first fd when it began. */
  get socket(): Socket | null {
    const call = this.call;
    return call ? call.socket : null;
  }

  /** The socket that it gives bytes to. */
  get target(): Socket | null {
    const call = this.call;
    return call ? call.target : null;
  }

  /** True if the call began, on an earlier line, with this socket. */
  isOn(socket: Socket): bool {
    return this.socket === socket || this.target === socket;
  }
}

export const entered: Entered = only<Entered>();
