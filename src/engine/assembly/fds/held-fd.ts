/** Of an entry of an fd table, all that a socket needs to know to hear of what happened to its fds. */
import { Counted } from "../heap/counted";

@unmanaged
export class HeldFd extends Counted {
  fd: f64;
  /** The address of the socket that the number stands for; 0 for a file, a pipe, an epoll set and so on. */
  address: usize;
}
