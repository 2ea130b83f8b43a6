import type { Server } from "../server.js";
import { apacheEvent, apachePrefork } from "./apache.js";
import { broken } from "./broken.js";
import { bun } from "./bun.js";
import { deno } from "./deno.js";
import { inets, yaws } from "./erlang.js";
import { fasthttp } from "./fasthttp.js";
import { go } from "./go.js";
import { gunicorn } from "./gunicorn.js";
import { haproxy } from "./haproxy.js";
import { hyperTcp, hyperUnix } from "./hyper.js";
import { java } from "./java.js";
import { jetty } from "./jetty.js";
import { libevent } from "./libevent.js";
import { lighttpd } from "./lighttpd.js";
import { microhttpdEpoll, microhttpdThreads } from "./microhttpd.js";
import { nghttpx } from "./nghttpx.js";
import { nginx, nginxProxy } from "./nginx.js";
import { node, node22, node24 } from "./node.js";
import { feersum, httpDaemon, hypnotoad, mojoDaemon, starlet, starman, twiggy } from "./perl.js";
import { php } from "./php.js";
import { phpFpmTcp, phpFpmUnix } from "./php-fpm.js";
import { caddyProxy, privoxy, squid, tinyproxy, trafficserver, varnish } from "./proxies.js";
import { python } from "./python.js";
import { aiohttp, cheroot, gevent, hypercorn, tornado, twisted, uvicorn, waitress } from "./python-modules.js";
import { puma, thin, unicorn } from "./rack.js";
import { civetweb, miniHttpd, webfs } from "./small-static.js";
import { bashCopied, bashDirect } from "./socat.js";
import { busybox, caddy, h2o } from "./static.js";
import { uwsgi } from "./uwsgi.js";
import { uwsgiFastcgi, uwsgiScgi, uwsgiTcp, uwsgiUnix } from "./uwsgi-nginx.js";
import { ways } from "./ways.js";
import { webrick } from "./webrick.js";

/** All servers, in the order of the report. */
export const servers: readonly Server[] = [
  ...[nginx, apacheEvent, apachePrefork, lighttpd, caddy, h2o, busybox, miniHttpd, webfs, civetweb, inets, yaws],
  ...[node, node22, node24, bun, deno, go, python, php, java, puma, unicorn, thin, webrick, gunicorn, uwsgi, waitress],
  ...[gevent, aiohttp, tornado, twisted, uvicorn, cheroot, hypercorn],
  ...[starman, starlet, twiggy, feersum, httpDaemon, mojoDaemon, hypnotoad],
  ...[microhttpdEpoll, microhttpdThreads, libevent, fasthttp, jetty],
  ...[phpFpmUnix, phpFpmTcp, uwsgiUnix, uwsgiTcp, uwsgiScgi, uwsgiFastcgi],
  nghttpx,
  ...[haproxy, nginxProxy, caddyProxy, varnish, squid, trafficserver, tinyproxy, privoxy],
  ...[hyperTcp, hyperUnix, bashDirect, bashCopied, ways, broken],
];
