import type { DataEvent } from "../protocols/exchange.js";
import type { HttpConnection } from "../protocols/http1/connection.js";
import { isTlsRecord } from "../protocols/http1/sniffer.js";
import type { Role } from "../protocols/judgement.js";
import type { SocketEvent } from "../sockets/event.js";
import type { Connection } from "./model.js";

/** How far a response is, in body bytes; null if the capture does not show it. */
export interface AcceptedSoFar {
  readonly declared: number | null;
  readonly accepted: number | null;
  readonly owed: number;
}

/** The first line of a response or of a request. */
const MESSAGE = /^(?:HTTP\/1\.|[A-Z-]+ \S+ HTTP\/1\.[01]\r?\n)/;

/** What the analysis knows of a socket that is open. */
export class OpenSocket {
  /**
   * Null until the first byte moves, or until no byte can. It saves memory when a server holds many idle connections.
   */
  http: HttpConnection | null = null;
  connection: Connection | null = null;
  /** How many exchanges are decided. */
  exchanges = 0;
  /** True if it carried a byte. */
  hasCarried = false;
  /** True if the capture shows bytes of it, as many as tell a head from something else. */
  hasShown = false;
  #isOpenSeen = false;
  #role: Role = "unknown";

  /** True if it was open before the capture began. */
  get wasOpenBefore(): boolean {
    return !this.#isOpenSeen;
  }

  /** The role by which call opened the socket, and then by which side sends the requests. */
  get role(): Role {
    return this.http?.role ?? this.#role;
  }

  /** How far the current response is. */
  get progress(): AcceptedSoFar {
    const response = this.http?.latest?.response;
    const owed = this.http?.unsent.owed ?? 0;
    return { declared: response?.declaredBytes ?? null, accepted: response?.acceptedBytes ?? null, owed };
  }

  /** True if the event shows that the socket is a connection, and `connect` was not called yet. */
  isNewConnection(event: SocketEvent): boolean {
    return this.connection === null && carriesBytes(event) && looksLikeConnection(event);
  }

  /** Makes the connection. `id` is its name in the reports. */
  connect(id: string, event: SocketEvent): void {
    const { socket } = event;
    this.connection = {
      id,
      pid: event.pid,
      fd: event.fd ?? socket.fd,
      transport: socket.transport,
      role: "unknown",
      protocol: null,
      local: socket.local,
      peer: socket.peer,
      opened: { line: event.line, time: event.time },
      ended: null,
    };
  }

  /** Copies what the event shows of the socket to the connection. */
  update(event: SocketEvent): void {
    if (event.kind === "open") {
      this.#role = event.origin === "connect" ? "client" : "server";
      this.#isOpenSeen = true;
    } else if (!this.hasShown && (event.kind === "write" || event.kind === "read")) this.#look(event);
    const { connection, role } = this;
    if (!connection) return;
    const { socket } = event;
    connection.transport = socket.transport;
    connection.local = socket.local;
    connection.peer = socket.peer;
    if (role !== "unknown") connection.role = role;
    const by = endedBy(event);
    if (by && !connection.ended) connection.ended = { line: event.line, time: event.time, by };
  }

  #look(event: DataEvent): void {
    this.hasCarried ||= (event.kind === "write" ? event.accepted : event.received) > 0;
    this.hasShown = event.pieces.some(({ seen, elided, length }) => {
      const shown = (elided ?? seen).length;
      return shown > 0 && (shown === length || shown >= LEAST_SHOWN);
    });
  }
}

/** Fewer bytes of a string that was cut show no head. */
const LEAST_SHOWN = 16;

function carriesBytes({ kind }: SocketEvent): boolean {
  return kind === "open" || kind === "write" || kind === "read" || kind === "shutdown";
}

/**
 * An fd with nothing but reads and writes may be a file. It counts as a connection once a write looks like HTTP or TLS,
 * or once a read of five bytes brings the head of a TLS record: that is how OpenSSL reads.
 */
function looksLikeConnection(event: SocketEvent): boolean {
  if (event.socket.proven) return true;
  if (event.kind === "read" && event.asked === 5)
    return isTlsRecord(event.pieces[0]?.seen ?? "", Number.POSITIVE_INFINITY);
  if (event.kind !== "write") return false;
  const { pieces, asked } = event;
  return pieces.some(({ seen }) => MESSAGE.test(seen)) || isTlsRecord(pieces[0]?.seen ?? "", asked ?? 0);
}

function endedBy(event: SocketEvent): string | null {
  if (event.kind === "end") return event.by === "capture-end" || event.by === "unseen" ? null : event.by;
  if (event.kind !== "shutdown" || event.error !== null || event.how === "rd") return null;
  return event.how === "wr" ? "shut-wr" : "shut-rdwr";
}
