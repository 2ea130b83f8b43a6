import { fastcgi } from "./fastcgi/fastcgi.js";
import { http2 } from "./http2/http2.js";
import { memcached } from "./memcached/memcached.js";
import type { Protocol } from "./protocol.js";
import { resp } from "./resp/resp.js";
import { scgi } from "./scgi/scgi.js";
import { tls } from "./tls/tls.js";
import { websocket } from "./websocket/websocket.js";

/** Every protocol that is read besides HTTP/1, in the order in which the first bytes of a connection are held against them. */
export const protocols: readonly Protocol[] = [tls, fastcgi, scgi, http2, resp, memcached, websocket];
