/** The address in the second argument of a call (core/sockets/address.ts). */

import { only } from "../../memory";
import { Transport } from "../../sockets/kinds";

@unmanaged
class Address {
  /** `127.0.0.1:80`, `[::1]:80` or `unix:/run/app.sock`, in memory that the next address overwrites. */
  start: usize;
  /** 0: the socket has no name. */
  end: usize;
  transport: Transport;

  /** Reads the address of the current call. False: it is no IP or Unix address. */
  read(): bool {
    return false;
  }
}

export const address: Address = only<Address>();
