import type { BlindSpotCode } from "../protocols/blind-spot.js";
import type { SocketEvent } from "../sockets/event.js";
import { Filter } from "../sockets/filter.js";
import { handlers } from "../sockets/handlers.js";
import type { SocketFacts } from "../sockets/socket-facts.js";
import { SocketTracker } from "../sockets/tracker.js";
import type { StraceEvent } from "../strace/event.js";
import { Connections } from "./connections.js";
import type { Follower, FollowerUser } from "./follower.js";
import { plainExchangeOf } from "./plain.js";

/** Follows sockets event by event: `SocketTracker` says what happens to them, and `Connections` what it means. */
export class EventFollower implements Follower {
  connectionCount = 0;
  readonly #sockets: SocketTracker;
  readonly #connections: Connections;
  #isOrderLost = false;

  constructor(private readonly user: FollowerUser) {
    const { listener, traced, judge, spots, silence } = user;
    const { wantsPlain } = judge;
    const nextId = (): string => `c${++this.connectionCount}`;
    this.#connections = new Connections(listener, new Filter(traced), spots, silence, nextId, {
      judge: (judgement, socket) => {
        const { connection } = socket;
        if (!connection) return;
        const index = judgement.exchange ? socket.exchanges++ : null;
        const plain = wantsPlain ? null : plainExchangeOf(judgement);
        if (!plain) return judge.take(judgement, connection, index);
        connection.role = judgement.role;
        judge.takePlain(plain, connection);
      },
      happens: (socket) => {
        if (this.#isOrderLost) this.#applies(socket, "lines-out-of-order");
      },
    });
    this.#sockets = new SocketTracker(
      handlers,
      traced,
      (event: SocketEvent) => this.#connections.apply(event),
      (socket, spot) => this.#applies(socket, spot as BlindSpotCode),
    );
  }

  get ringUsers(): ReadonlySet<number | null> {
    return this.#sockets.ringUsers;
  }

  apply(event: StraceEvent): void {
    this.#sockets.apply(event);
  }

  isSocket(pid: number | null, fd: number): boolean | null {
    return this.#sockets.isSocket(pid, fd);
  }

  waitsToWrite(pid: number | null): boolean {
    return this.#sockets.waitsToWrite(pid);
  }

  mark(spot: BlindSpotCode, pid: number | null, fd: number | null = null): void {
    this.#sockets.mark(spot, pid, fd);
  }

  loseOrder(): void {
    this.#isOrderLost = true;
  }

  finish(line: number, time: number | null): void {
    this.#sockets.finish(line, time);
  }

  /** A socket has the blind spot: the response under way, or the bytes that the program owes. */
  #applies(socket: SocketFacts, spot: BlindSpotCode): void {
    const http = this.#connections.httpOf(socket);
    if (http && http.unsent.owed > 0) this.user.spots.add(spot); // of no response that would name it
    http?.addBlindSpot(spot);
  }
}
