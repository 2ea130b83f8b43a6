/** The options of sockets that matter (core/sockets/handlers/options.ts). */
import { only } from "../../memory";

/** The error that SO_ERROR reports: `getsockopt(5, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4])`. */
@unmanaged
class SocketError {
  start: usize;
  /** 0: none was reported, or its number stands for no error that is known. */
  end: usize;

  /** Reads the current call. False: it asks for another option. */
  read(): bool {
    return false;
  }
}

export const socketError: SocketError = only<SocketError>();

/** True for `{l_onoff=1, l_linger=0}`: a close then sends a reset. */
export function isLingerOfNothing(value: usize): bool {
  return false;
}

/** True if the current call may be about this option: its text holds the name, or numbers that may stand for it. */
export function mayHoldOption(name: string): bool {
  return false;
}
