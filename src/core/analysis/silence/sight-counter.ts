import type { ProtocolName } from "../../protocols/http1/sniffer.js";
import type { Connection } from "../model.js";
import type { ConnectionSights } from "./model.js";

type Counter = { -readonly [Key in keyof ConnectionSights]: number };

/** Which connections count alike: nothing but requests and answers is looked for on those of `http1`. */
const OF_PROTOCOL = {
  "http/1": "http1",
  "http/2": "http2",
  fastcgi: "http1",
  scgi: "http1",
  websocket: "http1",
  tls: "tls",
  resp: "other",
  memcached: "other",
  other: "other",
} as const satisfies Record<ProtocolName, keyof ConnectionSights>;

/** What is known of a socket at its end. */
export interface EndedSocket {
  /** It was open before the capture began. */
  readonly wasOpenBefore: boolean;
  /** It carried a byte. */
  readonly hasCarried: boolean;
  /** The capture shows bytes of it, as many as tell a head from something else. */
  readonly hasShown: boolean;
}

/** Counts what the connections of a capture showed, one by one as they end. */
export class SightCounter {
  readonly counts: Counter = {
    connections: 0,
    openedBefore: 0,
    carried: 0,
    shown: 0,
    http1: 0,
    http2: 0,
    tls: 0,
    other: 0,
  };

  /** A connection is over. */
  add({ protocol }: Connection, { wasOpenBefore, hasCarried, hasShown }: EndedSocket): void {
    const { counts } = this;
    counts.connections++;
    if (wasOpenBefore) counts.openedBefore++;
    if (hasCarried) counts.carried++;
    if (hasShown) counts.shown++;
    if (protocol) counts[OF_PROTOCOL[protocol]]++;
  }
}
