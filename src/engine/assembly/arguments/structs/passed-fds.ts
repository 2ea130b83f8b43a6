/** The fds that a message passes: `{msg_control=[{cmsg_type=SCM_RIGHTS, cmsg_data=[7]}]}` (core/sockets/handlers/passing.ts). */
import { only } from "../../memory";

@unmanaged
class PassedFds {
  /** Of the fd at hand. */
  fd: f64;
  /** 0: strace printed none. */
  decorationStart: usize;
  decorationEnd: usize;

  /** Begins with the fds of the current call's message. */
  begin(): void {}

  /** Reads the next fd. False: there is none. */
  next(): bool {
    return false;
  }
}

export const passedFds: PassedFds = only<PassedFds>();
