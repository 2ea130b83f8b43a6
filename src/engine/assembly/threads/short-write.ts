/** A write whose bytes the kernel took only in part. */
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { Socket } from "../sockets/socket";

@unmanaged
export class ShortWrite extends Counted {
  fd: f64;
  /** Bytes that the program asked for and the kernel did not take. */
  missing: f64;
  /** Seconds at which the write returned; NaN if the capture has no times. */
  time: f64;
  socket: Socket;
}

/** It keeps the socket. Nothing keeps it yet. */
export function createShortWrite(socket: Socket, fd: f64, missing: f64, time: f64): ShortWrite {
  const write = createCounted<ShortWrite>(destroyShortWrite);
  write.socket = keep<Socket>(socket);
  write.fd = fd;
  write.missing = missing;
  write.time = time;
  return write;
}

function destroyShortWrite(address: usize): void {
  const write = changetype<ShortWrite>(address);
  letGo(write.socket);
  destroy<ShortWrite>(write);
}
