/** What the host can read of a connection while something of it is reported. */
import { Exchange } from "../http1/exchange";
import { only } from "../memory";
import { Connection } from "./connection";
import { OpenSocket } from "./open-socket";

/** The host knows the same fields in the same order (host/http/connection-fields.ts). */
@unmanaged
class Followed {
  /** How far its response is, in body bytes; NaN if the capture does not show it. */
  declared: f64;
  accepted: f64;
  /** The bytes that the program owes the kernel. */
  owed: f64;
  /** The address of the connection. */
  connection: Connection | null;
  /** Of an exchange: its index in its connection. */
  exchange: i32;
  wasOpenBefore: i32;
  hasCarried: i32;
  hasShown: i32;
  /** The plain exchange that is reported. */
  plain: Exchange | null;
  /** The facts of plain exchanges, or of the connection; an end of 0: the host writes them. */
  factsStart: usize;
  factsEnd: usize;
  /** How many events there were so far, for a host that asked for bytes: it reads each of them once. */
  event: i32;
  /** The number of what it says in another protocol than HTTP/1; 0: it speaks none that the host reads. */
  conversation: i32;

  /** How far the current response is. */
  setProgress(openSocket: OpenSocket): void {
    this.connection = openSocket.connection;
    const http = openSocket.http;
    const latest = http ? http.latest : null;
    const response = latest && latest.hasResponse !== 0 ? latest : null;
    this.declared = response ? response.declaredBytes : NaN;
    this.accepted = response ? response.acceptedBytes : NaN;
    this.owed = http ? http.unsent.owed : 0;
    this.setConversation(openSocket);
  }

  /** It is over. */
  setSights(openSocket: OpenSocket): void {
    this.connection = openSocket.connection;
    this.wasOpenBefore = openSocket.wasOpenBefore ? 1 : 0;
    this.hasCarried = openSocket.hasCarried ? 1 : 0;
    this.hasShown = openSocket.hasShown ? 1 : 0;
    this.setConversation(openSocket);
  }

  private setConversation(openSocket: OpenSocket): void {
    const http = openSocket.http;
    const conversation = http ? http.conversation : null;
    this.conversation = conversation ? conversation.id : 0;
  }
}

export const followed: Followed = only<Followed>();

/** Where it stands. */
export function followedConnection(): usize {
  return changetype<usize>(followed);
}
