/** What the host wants to hear of: it says so before the first line, and may change its mind at any line. */
import { only } from "../memory";

@unmanaged
class Following {
  /** The bytes of sockets are read as HTTP here; otherwise the host hears of every event and mark. */
  http: bool;
  /** The host hears of each event of a connection as well. */
  events: bool;
  /** The host hears of every exchange in full, also of those that are whole and in no doubt. */
  exchanges: bool;
  /** The lines were sorted, or their times run back again and again: what stands before a line need not have come before it. */
  isOrderLost: bool;
}

export const following: Following = only<Following>();

/** HTTP is followed here from now on. */
export function followHttp(events: bool, exchanges: bool): void {
  following.http = true;
  following.events = events;
  following.exchanges = exchanges;
}

/** The lines were sorted or moved: from now on, each event has the blind spot (core/analysis/follower.ts, `loseOrder`). */
export function loseOrder(): void {
  following.isOrderLost = true;
}
