import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import { fastcgiMask } from "./fastcgi.js";
import { http2Mask } from "./http2.js";
import { memcachedMask } from "./memcached.js";
import { respMask } from "./resp.js";
import { scgiMask } from "./scgi.js";
import type { NewStreamMask } from "./stream-mask.js";
import { tlsMask } from "./tls.js";
import { websocketMask } from "./websocket.js";

/** What stays of each protocol. */
export const streamMasks: Readonly<Record<StreamProtocol, NewStreamMask>> = {
  tls: tlsMask,
  fastcgi: fastcgiMask,
  scgi: scgiMask,
  "http/2": http2Mask,
  websocket: websocketMask,
  resp: respMask,
  memcached: memcachedMask,
};
