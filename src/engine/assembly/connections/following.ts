/** What the host wants to hear of: it says so before the first line, and may change its mind at any line. */
import { only } from "../memory";
import { PlainWay } from "./plain-way";

@unmanaged
class Following {
  /** The bytes of sockets are read as HTTP here; otherwise the host hears of every event and mark. */
  http: bool;
  /** The host hears of each event of a connection as well. */
  events: bool;
  /** How the host hears of exchanges that are whole and in no doubt. */
  plain: PlainWay;
  /** The lines were sorted, or their times run back again and again: what stands before a line need not have come before it. */
  isOrderLost: bool;
}

export const following: Following = only<Following>();

/** HTTP is followed here from now on. */
export function followHttp(events: bool, plain: PlainWay): void {
  following.http = true;
  following.events = events;
  following.plain = plain;
}

/** The lines were sorted or moved: from now on, each event has the blind spot (core/analysis/follower.ts, `loseOrder`). */
export function loseOrder(): void {
  following.isOrderLost = true;
}
