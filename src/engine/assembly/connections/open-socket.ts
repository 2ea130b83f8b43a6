/** What is known of a socket that is open. */
import { isNumber } from "../arguments/integer";
import { Piece } from "../buffers/piece";
import { moved } from "../buffers/pieces";
import { Direction, EndedBy, EventKind } from "../events/event-kind";
import { EventRecord } from "../events/event-record";
import { destroy } from "../heap/allocate";
import { Counted, createCounted } from "../heap/counted";
import { destroyHttpConnection, HttpConnection } from "../http1/connection";
import { Role } from "../http1/role";
import { nearby } from "../paths/nearby";
import { Origin } from "../sockets/kinds";
import { Connection, createConnection, destroyConnection } from "./connection";
import { carriesBytes, looksLikeConnection } from "./looks-like";
import { destroyPlainExchanges, PlainExchanges } from "./plain-exchanges";
import { forgetFacts } from "./waiting-facts";

/** Fewer bytes of a string that was cut show no head. */
const LEAST_SHOWN: f64 = 16;

/** A shutdown that ends a connection; the numbers go on after those of `EndedBy`. */
export enum ShutBy {
  Write = 7,
  Both = 8,
}

@unmanaged
export class OpenSocket extends Counted {
  /** Null until the first byte moves, or until no byte can. It saves memory when a server holds many idle connections. */
  http: HttpConnection | null;
  connection: Connection | null;
  /** Null until there is a plain exchange that is counted here. */
  plain: PlainExchanges | null;
  /** The process and the thread that moved its bytes last (paths/nearby.ts); 0 if nobody asks. */
  process: i32;
  thread: i32;
  isProcessAssumed: bool;
  /** How many exchanges are decided. */
  exchanges: i32;
  /** True if it carried a byte. */
  hasCarried: bool;
  /** True if the capture shows bytes of it, as many as tell a head from something else. */
  hasShown: bool;
  private isOpenSeen: bool;
  private ownRole: Role;

  /** True if it was open before the capture began. */
  get wasOpenBefore(): bool {
    return !this.isOpenSeen;
  }

  /** The role by which call opened the socket, and then by which side sends the requests. */
  get role(): Role {
    const http = this.http;
    return http ? http.role : this.ownRole;
  }

  /** True if the event shows that the socket is a connection, and `connect` was not called yet. */
  isNewConnection(event: EventRecord): bool {
    return this.connection === null && carriesBytes(event.kind) && looksLikeConnection(event);
  }

  /** Makes the connection, which has this number in the reports. */
  connect(id: i32, event: EventRecord): void {
    const connection = createConnection(id);
    connection.pid = event.pid;
    connection.fd = isNumber(event.fd) ? event.fd : event.socket.fd;
    connection.openedLine = event.line;
    connection.openedTime = event.time;
    this.connection = connection;
  }

  /** The event at hand moves bytes, or shuts a side down. */
  noteCarrier(event: EventRecord): void {
    if (!nearby.thread) return;
    this.process = nearby.process;
    this.isProcessAssumed = nearby.isAssumed;
    this.thread = event.pid;
  }

  /** Copies what the event shows of the socket to the connection. */
  update(event: EventRecord): void {
    const kind = event.kind;
    if (kind === EventKind.Open) {
      this.ownRole = event.origin === Origin.Connect ? Role.Client : Role.Server;
      this.isOpenSeen = true;
    } else if (!this.hasShown && (kind === EventKind.Write || kind === EventKind.Read)) this.look(event);
    const connection = this.connection;
    if (!connection) return;
    connection.take(event.socket);
    const role = this.role;
    if (role !== Role.Unknown) connection.role = role;
    if (kind === EventKind.End) endWith(connection, event);
    else if (kind === EventKind.Shutdown) shutWith(connection, event);
  }

  private look(event: EventRecord): void {
    if (event.moved > 0) this.hasCarried = true;
    for (let index = 0; index < moved.count && !this.hasShown; index++) this.hasShown = isShown(moved.at(index));
  }

  begin(): void {
    this.ownRole = Role.Unknown;
  }
}

/** True if the piece shows all of its bytes, or enough of them. */
function isShown(piece: Piece): bool {
  if (<f64>(piece.startEnd - piece.startStart) >= LEAST_SHOWN) return true;
  const shown = <f64>((piece.isElided ? piece.elidedEnd : piece.seenEnd) - piece.seenStart);
  return shown > 0 && (shown === piece.length || shown >= LEAST_SHOWN);
}

function endWith(connection: Connection, event: EventRecord): void {
  const by = event.by;
  if (by !== EndedBy.CaptureEnd && by !== EndedBy.Unseen) connection.end(by, event.line, event.time);
}

function shutWith(connection: Connection, event: EventRecord): void {
  if (event.errorEnd !== 0 || event.how === Direction.Read) return;
  connection.end(event.how === Direction.Write ? ShutBy.Write : ShutBy.Both, event.line, event.time);
}

/** Of a socket of which nothing is known yet. Nothing keeps it yet. */
export function createOpenSocket(): OpenSocket {
  const openSocket = createCounted<OpenSocket>(destroyOpenSocket);
  openSocket.begin();
  return openSocket;
}

function destroyOpenSocket(address: usize): void {
  const openSocket = changetype<OpenSocket>(address);
  const http = openSocket.http;
  if (http) destroyHttpConnection(http);
  const connection = openSocket.connection;
  if (connection) destroyConnection(connection);
  const plain = openSocket.plain;
  if (plain) {
    forgetFacts(plain);
    destroyPlainExchanges(plain);
  }
  destroy<OpenSocket>(openSocket);
}
