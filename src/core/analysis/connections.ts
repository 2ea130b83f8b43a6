import { HttpConnection } from "../protocols/http1/connection.js";
import { SeenWhole } from "../protocols/http1/filtered/seen-whole.js";
import type { ByteClassifier } from "../protocols/http1/message/message-handler.js";
import type { Judgement } from "../protocols/judgement.js";
import type { SocketEvent } from "../sockets/event.js";
import type { Filter } from "../sockets/filter.js";
import type { SocketFacts } from "../sockets/socket-facts.js";
import type { CaptureSpots } from "./capture-spots.js";
import type { AnalysisListener, Taken } from "./listener.js";
import { OpenSocket } from "./open-socket.js";
import type { CaptureSilence } from "./silence/capture-silence.js";

/** What is asked of the connections' user. */
interface ConnectionsUser {
  /** A judgement, with the socket that it is about. */
  readonly judge: (judgement: Judgement, openSocket: OpenSocket) => void;
  /** Hears of each event before it is judged. */
  readonly happens: (socket: SocketFacts) => void;
}

/** The open sockets: takes what happens to each, and reports a connection when it is over. */
export class Connections {
  readonly #open = new Map<SocketFacts, OpenSocket>();
  #taken: Taken[] = [];
  readonly #seenWhole = new SeenWhole();
  readonly #classifier: ByteClassifier | undefined;

  /** @param nextId names a new connection */
  constructor(
    private readonly listener: AnalysisListener,
    private readonly filter: Filter,
    private readonly spots: CaptureSpots,
    private readonly sights: CaptureSilence,
    private readonly nextId: () => string,
    private readonly user: ConnectionsUser,
  ) {
    this.#classifier = listener.onBytes && ((as, bytes) => this.#taken.push({ as, bytes }));
  }

  /** The HTTP side of a socket; null or undefined as long as it carried nothing. */
  httpOf(socket: SocketFacts): HttpConnection | null | undefined {
    return this.#open.get(socket)?.http;
  }

  /** Something happened to a socket. */
  apply(event: SocketEvent): void {
    const { kind, socket } = event;
    const openSocket = this.#open.get(socket) ?? this.#add(socket);
    if (openSocket.isNewConnection(event)) openSocket.connect(this.nextId(), event);
    openSocket.update(event);
    const { connection } = openSocket;
    if (kind === "write" || kind === "read" || kind === "shutdown") openSocket.http ??= this.#makeHttp(openSocket);
    const { http } = openSocket;
    this.user.happens(socket);
    http?.apply(event);
    if (this.#classifier && (kind === "write" || kind === "read")) {
      this.listener.onBytes?.(event, this.#taken);
      this.#taken = [];
    }
    if (connection === null) {
      if (kind === "end") this.#open.delete(socket);
      return;
    }
    if (http && http.protocol !== connection.protocol) {
      connection.protocol = http.protocol;
      this.spots.addProtocol(connection);
    }
    this.listener.onEvent?.(connection, event, openSocket.progress);
    if (kind !== "end") return;
    this.#open.delete(socket);
    this.listener.onConnection?.(connection);
    this.sights.ended(connection, openSocket, event.by === "capture-end");
  }

  #add(socket: SocketFacts): OpenSocket {
    const openSocket = new OpenSocket();
    this.#open.set(socket, openSocket);
    return openSocket;
  }

  #makeHttp(openSocket: OpenSocket): HttpConnection {
    const judge = (judgement: Judgement): void => this.user.judge(judgement, openSocket);
    return new HttpConnection(openSocket.role, this.filter, this.#seenWhole, judge, this.#classifier);
  }
}
