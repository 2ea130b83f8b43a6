import type { Exchange } from "../protocols/exchange.js";
import { areOfOneProcess, type Hop, isReadOf } from "./hop.js";
import type { HopWindow } from "./hop-window.js";
import type { PathConnection } from "./loss.js";
import type { Losses } from "./losses.js";
import { isPassedTogether } from "./passed-through.js";
import { wasLeft } from "./short.js";

/**
 * Finds what a program that ends TLS passed on from a server that it had asked in the clear, if it left that server in the midst of the response, and
 * then ended the stream by itself: the stream lacks the rest, though nobody can read it there.
 */
export class Terminated<C extends PathConnection> {
  constructor(
    private readonly window: HopWindow,
    private readonly losses: Losses<C>,
    private readonly openSince: (line: number) => readonly Hop[],
  ) {}

  /**
   * The exchanges in the clear of which a stream carried one last: all that may be it were left in the midst. None if that is not so, if the stream
   * was left, or if it is not known what it carried.
   */
  of(stream: Hop, exchange: Exchange): readonly Hop[] {
    const { turn } = stream;
    if (turn === null || wasLeft({ exchange })) return [];
    const from = turn.askedLine;
    const asked = [...this.openSince(from), ...this.window.askedFor({ ...stream, requestLine: from })].filter(
      (each) => each.role === "client" && each.requestLine > from && areOfOneProcess(each, stream) !== false,
    );
    const carried = asked.filter((each) => each.requestLine === 0 || isPassedTogether(stream, each));
    if (carried.length === 0) return [];
    const isRead = carried.some((each) => isReadOf(each.asked, stream) && areOfOneProcess(each, stream) === true);
    const isKnown = isRead || !this.#hasLeavers(stream, from);
    return isKnown && carried.every((each) => this.#wasLeft(each)) ? carried : [];
  }

  /** True if a client of the program had left meanwhile: then the program may have left a server for that, and the stream carried something else. */
  #hasLeavers(stream: Hop, from: number): boolean {
    const isGone = (each: Hop): boolean =>
      each.role === "server" && areOfOneProcess(each, stream) !== false && each.hasMetEnd;
    if (this.openSince(from).some(isGone)) return true;
    for (const each of this.window.answeredBy(stream, from)) {
      const loss = this.losses.of(each);
      if (each.verdict === "aborted-by-peer" || (loss !== null && wasLeft(loss))) return true;
    }
    return false;
  }

  /** True if the program ended an exchange in the midst of the response, and nothing shows that its server had ended it before. */
  #wasLeft(inner: Hop): boolean {
    const { declaredBytes, acceptedBytes, verdict, isSealed, hasMetEnd } = inner;
    if (isSealed || declaredBytes === null || acceptedBytes === null || hasMetEnd) return false;
    const loss = this.losses.of(inner);
    return verdict !== "complete" && acceptedBytes < declaredBytes && !loss?.isProven && !loss?.sawEnd;
  }
}
