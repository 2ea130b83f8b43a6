/** A socket that carried HTTP, or that may have carried it (core/analysis/model.ts, Connection). */
import { create, destroy } from "../heap/allocate";
import { letGo, replace } from "../heap/counted";
import { Text } from "../heap/text";
import { Role } from "../http1/role";
import { ProtocolName } from "../http1/sniffer";
import { Transport } from "../sockets/kinds";
import { Socket } from "../sockets/socket";

/** In place of the way in which it ended: it did not, as far as the capture shows. */
export const NOT_ENDED: i32 = -1;

/** The host knows the same fields in the same order (host/http/connection-fields.ts). */
@unmanaged
export class Connection {
  /** Seconds; NaN if the capture has no times. */
  openedTime: f64;
  endedTime: f64;
  fd: f64;
  /** Its number in the reports: connections are counted from 1. */
  id: i32;
  pid: i32;
  transport: Transport;
  role: Role;
  protocol: ProtocolName;
  openedLine: u32;
  endedLine: u32;
  /** An `EndedBy` or a `ShutBy`; NOT_ENDED. */
  endedBy: i32;
  /** It changes whenever an address does. */
  version: i32;
  /** The addresses of both ends; an end of 0: it is not known. */
  localStart: usize;
  localEnd: usize;
  peerStart: usize;
  peerEnd: usize;
  private local: Text | null;
  private peer: Text | null;

  /** What the socket shows of itself by now. */
  take(socket: Socket): void {
    this.transport = socket.transport;
    if (this.local !== socket.local || this.peer !== socket.peer) this.takeNames(socket.local, socket.peer);
  }

  private takeNames(local: Text | null, peer: Text | null): void {
    this.version++;
    this.local = replace<Text>(this.local, local);
    this.peer = replace<Text>(this.peer, peer);
    this.localStart = local ? local.start : 0;
    this.localEnd = local ? local.end : 0;
    this.peerStart = peer ? peer.start : 0;
    this.peerEnd = peer ? peer.end : 0;
  }

  /** Its end is known: the first one counts. */
  end(by: i32, line: u32, time: f64): void {
    if (this.endedBy !== NOT_ENDED) return;
    this.endedBy = by;
    this.endedLine = line;
    this.endedTime = time;
  }

  forgetNames(): void {
    letGo(this.local);
    letGo(this.peer);
  }
}

/** A new one; the caller fills in the rest. */
export function createConnection(id: i32): Connection {
  const connection = create<Connection>();
  connection.id = id;
  connection.role = Role.Unknown;
  connection.protocol = ProtocolName.Unknown;
  connection.endedBy = NOT_ENDED;
  return connection;
}

export function destroyConnection(connection: Connection): void {
  connection.forgetNames();
  destroy<Connection>(connection);
}
