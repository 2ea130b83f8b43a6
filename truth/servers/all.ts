import type { Server } from "../server.js";
import { apacheEvent, apachePrefork } from "./files/apache.js";
import { inets, yaws } from "./files/erlang.js";
import { lighttpd } from "./files/lighttpd.js";
import { nginx, nginxProxy } from "./files/nginx.js";
import { civetweb, miniHttpd, webfs } from "./files/small-static.js";
import { busybox, caddy, h2o } from "./files/static.js";
import { phpFpmTcp, phpFpmUnix } from "./gateways/php-fpm.js";
import { uwsgiFastcgi, uwsgiScgi, uwsgiTcp, uwsgiUnix } from "./gateways/uwsgi-nginx.js";
import { broken } from "./lab/broken.js";
import { hyperTcp, hyperUnix } from "./lab/hyper.js";
import { bashCopied, bashDirect } from "./lab/socat.js";
import { ways } from "./lab/ways.js";
import { bun } from "./programs/bun.js";
import { deno } from "./programs/deno.js";
import { fasthttp } from "./programs/fasthttp.js";
import { go } from "./programs/go.js";
import { java } from "./programs/java.js";
import { jetty } from "./programs/jetty.js";
import { libevent } from "./programs/libevent.js";
import { microhttpdEpoll, microhttpdThreads } from "./programs/microhttpd.js";
import { node, node22, node24 } from "./programs/node.js";
import { feersum, httpDaemon, hypnotoad, mojoDaemon, starlet, starman, twiggy } from "./programs/perl.js";
import { php } from "./programs/php.js";
import { puma, thin, unicorn } from "./programs/rack.js";
import { webrick } from "./programs/webrick.js";
import { haproxy } from "./proxies/haproxy.js";
import { nghttpx } from "./proxies/nghttpx.js";
import { caddyProxy, privoxy, squid, tinyproxy, trafficserver, varnish } from "./proxies/proxies.js";
import { gunicorn } from "./python/gunicorn.js";
import { python } from "./python/python.js";
import { aiohttp, cheroot, gevent, hypercorn, tornado, twisted, uvicorn, waitress } from "./python/python-modules.js";
import { uwsgi } from "./python/uwsgi.js";

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
