import type { HttpConnection } from "../protocols/http1/connection.js";
import type { Role } from "../protocols/judgement.js";
import type { SocketEvent } from "../sockets/event.js";
import type { Connection } from "./model.js";

/** Body bytes of the response under way; null where the capture does not show them. */
export interface AcceptedSoFar {
  readonly declared: number | null;
  readonly accepted: number | null;
  readonly owed: number;
}

/** The first line of a response, or of a request. */
const MESSAGE = /^(?:HTTP\/1\.|[A-Z-]+ \S+ HTTP\/1\.[01]\r?\n)/;

/** A socket that is open: what is known of it as a connection. */
export class OpenSocket {
  /** Made when the first byte moves, or none ever will: a server may hold very many idle connections. */
  http: HttpConnection | null = null;
  connection: Connection | null = null;
  /** Exchanges decided so far. */
  exchanges = 0;
  #role: Role = "unknown";

  /** By the way it was opened, until its bytes tell. */
  get role(): Role {
    return this.http?.role ?? this.#role;
  }

  /** How far the response under way is. */
  get progress(): AcceptedSoFar {
    const response = this.http?.latest?.response;
    const owed = this.http?.unsent.owed ?? 0;
    return { declared: response?.declaredBytes ?? null, accepted: response?.acceptedBytes ?? null, owed };
  }

  /** True where the event shows that the socket is a connection; `id` is made for none that is not. */
  isNewConnection(event: SocketEvent): boolean {
    return this.connection === null && carriesBytes(event) && looksLikeConnection(event);
  }

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

  /** Takes over what the event tells about the socket. */
  update(event: SocketEvent): void {
    if (event.kind === "open") this.#role = event.origin === "connect" ? "client" : "server";
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
}

function carriesBytes({ kind }: SocketEvent): boolean {
  return kind === "open" || kind === "write" || kind === "read" || kind === "shutdown";
}

/** An fd of which only writes were seen is a connection once they look like HTTP; before, it may be a log file. */
function looksLikeConnection(event: SocketEvent): boolean {
  if (event.socket.proven) return true;
  return event.kind === "write" && event.pieces.some(({ seen }) => MESSAGE.test(seen));
}

function endedBy(event: SocketEvent): string | null {
  if (event.kind === "end") return event.by === "capture-end" || event.by === "unseen" ? null : event.by;
  if (event.kind !== "shutdown" || event.error !== null || event.how === "rd") return null;
  return event.how === "wr" ? "shut-wr" : "shut-rdwr";
}
