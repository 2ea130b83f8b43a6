import { readFileSync } from "node:fs";
import type { Socket } from "node:net";

/**
 * True if the peer reset the connection. It is asked when node reports the end of the stream over IPv4: libuv reports an end, too, if a reset
 * (POLLHUP) follows a read that was not full. The kernel has forgotten a socket that was reset; one whose peer sent a FIN is still in its table.
 */
export function wasReset(socket: Socket): boolean {
  const { localPort } = socket;
  if (localPort === undefined) return false; // a Unix socket
  const local = `:${localPort.toString(16).toUpperCase().padStart(4, "0")} `;
  const [, ...lines] = readFileSync("/proc/self/net/tcp", "latin1").split("\n");
  return !lines.some((line) => line.slice(0, LOCAL_END).includes(local));
}

/** Where the column with the local address ends, and a space after it. */
const LOCAL_END = 20;
