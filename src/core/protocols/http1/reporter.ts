import type { SocketEvent } from "../../sockets/event.js";
import type { Filter } from "../../sockets/filter.js";
import { isInClass } from "../../syscalls/classes.js";
import type { BlindSpotCode } from "../blind-spot.js";
import { decide, undetermined } from "../decision.js";
import type { Exchange } from "../exchange.js";
import type { Judgement } from "../judgement.js";
import { isReusedUnseen } from "./filtered/hidden.js";
import type { SeenWhole } from "./filtered/seen-whole.js";
import type { Peer } from "./peer.js";
import type { Recognition } from "./recognition.js";

/** Hands what was decided on a connection to the rules. */
export class Reporter {
  constructor(
    private readonly recognition: Recognition,
    private readonly peer: Peer,
    private readonly filter: Filter,
    private readonly seen: SeenWhole,
    private readonly judge: (judgement: Judgement) => void,
  ) {}

  /**
   * An exchange was decided before its stream ended.
   *
   * @param lost why lines of the connection are missing; null if none is
   */
  report(exchange: Exchange, by: SocketEvent, lost: BlindSpotCode | null): void {
    // what was taken for the rest may belong to the response of another connection that has the same fd number
    const doubt = by.socket.mayBeTwo ? "threads-not-traced" : (lost ?? this.#otherFile(by));
    if ((exchange.verdict === "overrun" || exchange.verdict === "truncated") && doubt)
      decide(exchange, undetermined(doubt));
    if (exchange.blindSpots.includes("threads-not-traced")) decide(exchange, undetermined());
    this.submit({ about: "response", exchange, cause: null, by });
  }

  /**
   * Without `close`, an fd number may stand for a file by now, which `write` takes and `send` does not. Without `accept` as well,
   * it may be that of the next connection.
   */
  #otherFile(by: SocketEvent): BlindSpotCode | null {
    if (isReusedUnseen(this.filter, by)) return "threads-not-traced";
    const mayBeFile = by.call !== null && !isInClass(by.call, "network") && by.socket.identity === null;
    return mayBeFile && !this.filter.showsClose && this.filter.showsAccept ? "writes-not-traced" : null;
  }

  /** Makes a judgement of what is known, and hands it to the rules. */
  submit(known: Pick<Judgement, "about" | "exchange" | "by"> & Partial<Judgement>): void {
    const { about, exchange, by, cause = null, reset = null, told = null } = known;
    const { owedBytes = exchange?.owedBytes ?? 0, refused = exchange?.calls.refused ?? null } = known;
    const { end: peerEnd, plainEnd } = this.peer;
    const { request = exchange?.request ?? null } = known;
    const peerMayHaveLeft = plainEnd.mayHaveLeft;
    const { role } = this.recognition;
    if (exchange && role === "server") this.seen.add(by.socket.home, exchange);
    // no spread: several times slower, and rules are quickest when every judgement is laid out alike
    this.judge({
      about,
      role,
      exchange,
      request,
      cause,
      by,
      owedBytes,
      refused,
      peerEnd,
      peerMayHaveLeft,
      reset,
      told,
    });
  }
}
