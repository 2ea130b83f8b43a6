import type { Server } from "../server.js";
import { apacheEvent, apachePrefork } from "./apache.js";
import { broken } from "./broken.js";
import { go } from "./go.js";
import { gunicorn } from "./gunicorn.js";
import { haproxy } from "./haproxy.js";
import { hyperTcp, hyperUnix } from "./hyper.js";
import { lighttpd } from "./lighttpd.js";
import { nginx, nginxProxy } from "./nginx.js";
import { node } from "./node.js";
import { php } from "./php.js";
import { python } from "./python.js";

/** In the order of the report. */
export const servers: readonly Server[] = [
  ...[nginx, apacheEvent, apachePrefork, lighttpd, node, go, python, gunicorn, php],
  ...[haproxy, nginxProxy, hyperTcp, hyperUnix, broken],
];
