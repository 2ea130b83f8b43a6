/** What the host wants to hear of: it says so before the first line, and may change its mind at any line. */
import { classifyBytes } from "../http1/classified";
import { reportKeptEvents } from "../http1/kept-event";
import { only } from "../memory";
import { nearby } from "../paths/nearby";
import { reportGoneSockets } from "../sockets/socket";
import { PlainWay } from "./plain-way";

@unmanaged
class Following {
  /** The bytes of sockets are read as HTTP here; otherwise the host hears of every event and mark. */
  http: bool;
  /** The host hears of each event of a connection as well. */
  events: bool;
  /** How the host hears of exchanges that are whole and in no doubt. */
  plain: PlainWay;
  /** The host hears how the bytes of each call were classified, and reads the events that are kept while they happen. */
  bytes: bool;
  /** The lines were sorted, or their times run back again and again: what stands before a line need not have come before it. */
  isOrderLost: bool;
}

export const following: Following = only<Following>();

/** HTTP is followed here from now on. */
export function followHttp(events: bool, plain: PlainWay, bytes: bool, hops: bool): void {
  following.http = true;
  following.events = events;
  following.plain = plain;
  following.bytes = bytes;
  nearby.isAsked = hops;
  if (!bytes) return;
  classifyBytes();
  reportKeptEvents();
  reportGoneSockets();
}

/** The lines were sorted or moved: from now on, each event has the blind spot (core/analysis/follower.ts, `loseOrder`). */
export function loseOrder(): void {
  following.isOrderLost = true;
}
