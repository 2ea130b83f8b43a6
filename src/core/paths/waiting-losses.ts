import { type Loss, linkTo, originOf, type PathConnection } from "./loss.js";
import { ENOUGH } from "./nesting.js";
import { evidenceOfEnds } from "./two-ends.js";

/** So many losses wait at most: their findings are held back meanwhile. */
const MOST = 256;

/**
 * Losses of clients that wait for the other end of their connection: its process was killed, and its end is not reported yet. A client that may
 * have received more than the capture shows waits, too, if it saw the other side end first.
 */
export class WaitingLosses<C extends PathConnection> {
  readonly #all = new Set<Loss<C>>();

  add(loss: Loss<C>): void {
    this.#all.add(loss);
    const [oldest] = this.#all;
    if (oldest && this.#all.size > MOST) this.#giveUp(oldest);
  }

  has(loss: Loss<C>): boolean {
    return this.#all.has(loss);
  }

  /** A server lost bytes: perhaps those that its client has missed already. */
  meet(server: Loss<C>): void {
    for (const outer of this.#all) {
      if (evidenceOfEnds(server.hop, outer.hop) < ENOUGH || originOf(server) === outer) continue;
      outer.inner = server;
      outer.part = "received";
      linkTo(server);
      this.#all.delete(outer);
      return;
    }
  }

  /** A connection is over, and all of its losses are known. */
  ended({ local, peer }: C): void {
    for (const loss of this.#all) {
      if (local !== null && peer !== null && loss.connection.local === peer && loss.connection.peer === local)
        this.#giveUp(loss);
    }
  }

  clear(): void {
    for (const loss of this.#all) this.#giveUp(loss);
  }

  /** Nothing shows that the other end lost bytes: a loss that its own capture does not prove stays so. */
  #giveUp(loss: Loss<C>): void {
    this.#all.delete(loss);
    if (!loss.isProven) loss.undecided = "upstream-not-seen";
  }
}
