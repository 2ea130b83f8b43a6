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
  /** Of a whole exchange: the status of its response; NaN if the capture shows none. */
  status: f64;
  /** The address of the connection. */
  connection: Connection | null;
  /** Of an exchange: its index in its connection. */
  exchange: i32;
  wasOpenBefore: i32;
  hasCarried: i32;
  hasShown: i32;

  /** How far the current response is (core/analysis/open-socket.ts, `progress`). */
  setProgress(openSocket: OpenSocket): void {
    this.connection = openSocket.connection;
    const http = openSocket.http;
    const latest = http ? http.latest : null;
    this.setSizes(latest);
    this.owed = http ? http.unsent.owed : 0;
  }

  /** An exchange that is whole and in no doubt. */
  setWhole(exchange: Exchange): void {
    this.setSizes(exchange);
    this.status = exchange.status < 0 ? NaN : <f64>exchange.status;
  }

  private setSizes(exchange: Exchange | null): void {
    const hasResponse = exchange !== null && exchange.hasResponse !== 0;
    this.declared = exchange && hasResponse ? exchange.declaredBytes : NaN;
    this.accepted = exchange && hasResponse ? exchange.acceptedBytes : NaN;
  }

  /** It is over. */
  setSights(openSocket: OpenSocket): void {
    this.connection = openSocket.connection;
    this.wasOpenBefore = openSocket.wasOpenBefore ? 1 : 0;
    this.hasCarried = openSocket.hasCarried ? 1 : 0;
    this.hasShown = openSocket.hasShown ? 1 : 0;
  }
}

export const followed: Followed = only<Followed>();

/** Where it stands. */
export function followedConnection(): usize {
  return changetype<usize>(followed);
}
