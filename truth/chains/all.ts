import type { Chain, ChainPlay, Hop, Link } from "./chain.js";
import { goProxy } from "./hops/go.js";
import { nginxFastcgi, nginxFiles, nginxHop } from "./hops/nginx.js";
import { nodeHttp2Origin, nodeOrigin, nodeProxy, nodeTlsOrigin } from "./hops/node.js";
import { brokenOrigin, gunicornOrigin, hyperOrigin, phpOrigin } from "./hops/origins.js";
import { caddyHop, haproxyHop, nghttpxHop, varnishHop } from "./hops/proxies.js";
import { hitchHop, stunnelHop } from "./hops/terminators.js";
import { http2Plays } from "./plays/http2.js";
import { mirrorPlays, poolPlays, retryPlays, samePlays } from "./plays/many.js";
import { nodePlays, proxyPlays, timedOut } from "./plays/node.js";
import { brokenPlays, filePlays, gunicornPlays, hyperPlays, phpPlays } from "./plays/origins.js";
import { killed } from "./steps.js";

const tcp = (...hops: Hop[]): Link[] => hops.map((hop) => ({ hop }));
/** The outermost hop listens on a port, the others on Unix sockets. */
const unix = (...hops: Hop[]): Link[] => hops.map((hop, place) => ({ hop, isUnix: place > 0 }));
const chain = (name: string, links: readonly Link[], ...plays: readonly (ChainPlay | ChainPlay[])[]): Chain => ({
  ...{ name, links },
  plays: plays.flat(),
});

/** The client speaks TLS with the outermost hop. */
const tls = (chain: Chain): Chain => ({ ...chain, isTls: true });
const http2 = (chain: Chain): Chain => ({ ...chain, isHttp2: true });

const SLOW = "/400000/paced";
const origin = nodeOrigin();
const first = nginxHop({ retries: true });
const mirroring = nginxHop({ mirrors: true });
/** One hop that asks two. */
const fork = (front: Hop, ...two: readonly [Hop, Hop]): Link[] => [
  { hop: front, asks: [1, 2] },
  ...two.map((hop) => ({ hop, asks: [] })),
];

/** All chains, in the order of the report. */
export const chains: readonly Chain[] = [
  chain("nginx-node", tcp(nginxHop({ timeout: 1 }), origin), nodePlays(), timedOut("nginx"), killed("nginx", SLOW)),
  chain("haproxy-node", tcp(haproxyHop(1), origin), nodePlays(), timedOut("haproxy"), killed("haproxy", SLOW)),
  chain("caddy-node", tcp(caddyHop, origin), nodePlays("origin", "caddy"), killed("caddy", SLOW)),
  chain("varnish-node", tcp(varnishHop(1), origin), nodePlays(), timedOut("varnish"), killed("varnish", SLOW)),
  chain("node-node", tcp(nodeProxy(), origin), nodePlays(), proxyPlays(), killed("node-proxy", SLOW)),
  chain("go-node", tcp(goProxy, origin), nodePlays(), killed("go", SLOW)),
  chain(
    "nginx-haproxy-node",
    tcp(nginxHop({ isUnbuffered: true }), haproxyHop(1), origin),
    ...[nodePlays(), timedOut("haproxy"), killed("haproxy", SLOW), killed("nginx", SLOW)],
  ),
  chain(
    "nginx-nodeproxy-node",
    tcp(nginxHop(), nodeProxy(), origin),
    ...[nodePlays(), proxyPlays(), killed("node-proxy", SLOW), killed("nginx", SLOW)],
  ),
  chain(
    "node-node-node",
    tcp(nodeProxy("outer"), nodeProxy("middle"), origin),
    ...[nodePlays(), proxyPlays("outer"), proxyPlays("middle"), killed("middle", SLOW), killed("outer", SLOW)],
  ),
  chain(
    "haproxy-nginx-gunicorn",
    tcp(haproxyHop(), nginxHop({ isOld: true }), gunicornOrigin(2)),
    ...[gunicornPlays(true), killed("nginx", "/300000/hang"), killed("haproxy", "/300000/hang")],
  ),
  chain(
    "go-caddy-gunicorn",
    tcp(goProxy, caddyHop, gunicornOrigin(2)),
    ...[gunicornPlays(false, "caddy"), killed("caddy", "/300000/hang"), killed("go", "/300000/hang")],
  ),
  chain("nginx-fpm", tcp(nginxFastcgi(), phpOrigin(2)), phpPlays(true), killed("nginx", "/300000/hang")),
  chain(
    "node-nginx-fpm",
    tcp(nodeProxy(), nginxFastcgi(1), phpOrigin(4)),
    ...[phpPlays(false), timedOut("nginx", "/300000/hang"), killed("nginx", "/300000/hang")],
  ),
  chain(
    "haproxy-nginx-fpm-unix",
    unix(haproxyHop(), nginxFastcgi(), phpOrigin(2)),
    ...[phpPlays(true), killed("nginx", "/300000/hang"), killed("haproxy", "/300000/hang")],
  ),
  chain(
    "nginx-nodeproxy-node-unix",
    unix(nginxHop(), nodeProxy(), origin),
    ...[nodePlays(), proxyPlays(), killed("node-proxy", SLOW), killed("nginx", SLOW)],
  ),
  chain("haproxy-go-node-unix", unix(haproxyHop(), goProxy, origin), nodePlays(), killed("go", SLOW)),
  chain("varnish-go-broken", tcp(varnishHop(), goProxy, brokenOrigin), brokenPlays()),
  chain("nginx-haproxy-broken", tcp(nginxHop(), haproxyHop(), brokenOrigin), brokenPlays()),
  chain(
    "caddy-varnish-files",
    tcp(caddyHop, varnishHop(), nginxFiles()),
    ...[filePlays(), killed("varnish", "/400000"), killed("caddy", "/400000")],
  ),
  chain("haproxy-files", tcp(haproxyHop(), nginxFiles()), filePlays(), killed("haproxy", "/400000")),
  tls(chain("tls-nginx-node", tcp(nginxHop({ timeout: 1, isTls: true }), origin), nodePlays(), timedOut("nginx"))),
  tls(
    chain("tls-nginx-nodeproxy-node", tcp(nginxHop({ isTls: true }), nodeProxy(), origin), nodePlays(), proxyPlays()),
  ),
  chain("nginx-pool-node", tcp(nginxHop({ pool: 2 }), origin), poolPlays()),
  chain("haproxy-nodeproxy-pool-node", tcp(haproxyHop(), nodeProxy(), origin), poolPlays()),
  chain("same-nginx-node", tcp(nginxHop({ pool: 4 }), origin), samePlays()),
  chain("same-haproxy-nodeproxy-node", tcp(haproxyHop(), nodeProxy(), origin), samePlays()),
  chain("same-nodeproxy-node-unix", unix(nodeProxy(), origin), samePlays()),
  chain("retry-nginx-node", fork(first, nodeOrigin("first"), nodeOrigin("second")), retryPlays()),
  chain("mirror-nginx-node", fork(mirroring, nodeOrigin("origin"), nodeOrigin("mirror")), mirrorPlays()),
  chain("haproxy-hyper", tcp(haproxyHop(), hyperOrigin), hyperPlays()),
  chain("node-haproxy-hyper-unix", unix(nodeProxy(), haproxyHop(), hyperOrigin), hyperPlays()),
  chain(
    "haproxy-h2node",
    tcp(haproxyHop(1, { back: true }), nodeHttp2Origin),
    ...[http2Plays(), timedOut("haproxy"), killed("haproxy", SLOW)],
  ),
  chain(
    "nghttpx-h2node",
    tcp(nghttpxHop(2, { back: true }), nodeHttp2Origin),
    ...[http2Plays(), timedOut("nghttpx"), killed("nghttpx", SLOW)],
  ),
  chain(
    "nginx-haproxy-h2node",
    tcp(nginxHop({ timeout: 3 }), haproxyHop(1, { back: true }), nodeHttp2Origin),
    ...[http2Plays(), timedOut("haproxy"), killed("haproxy", SLOW)],
  ),
  http2(
    chain("h2-nghttpx-node", tcp(nghttpxHop(2), origin), nodePlays(), timedOut("nghttpx"), killed("nghttpx", SLOW)),
  ),
  http2(
    chain(
      "h2-haproxy-node",
      tcp(haproxyHop(1, { front: true }), origin),
      ...[nodePlays(), timedOut("haproxy"), killed("haproxy", SLOW)],
    ),
  ),
  http2(
    chain(
      "h2-haproxy-h2node",
      tcp(haproxyHop(1, { front: true, back: true }), nodeHttp2Origin),
      ...[http2Plays(), timedOut("haproxy"), killed("haproxy", SLOW)],
    ),
  ),
  // a hop that asks the next one over TLS: "tls" stands between the two names
  chain(
    "nginx-tls-nginx-node",
    tcp(nginxHop({ name: "front", asksTls: true }), nginxHop({ name: "inner", timeout: 1, isTls: true }), origin),
    ...[nodePlays(), timedOut("inner"), killed("inner", SLOW), killed("front", SLOW)],
  ),
  chain(
    "haproxy-tls-nginx-gunicorn",
    tcp(haproxyHop(20, { asksTls: true }), nginxHop({ isOld: true, isTls: true }), gunicornOrigin(2)),
    ...[gunicornPlays(true), killed("nginx", "/300000/hang"), killed("haproxy", "/300000/hang")],
  ),
  chain(
    "haproxy-tls-files",
    tcp(haproxyHop(20, { asksTls: true }), nginxFiles({ isTls: true })),
    ...[filePlays(), killed("haproxy", "/400000")],
  ),
  chain(
    "nodeproxy-tls-node",
    tcp(nodeProxy("node-proxy", { asksTls: true }), nodeTlsOrigin),
    ...[nodePlays(), proxyPlays(), killed("node-proxy", SLOW)],
  ),
  chain(
    "nginx-haproxy-unix-tls-node",
    [{ hop: nginxHop() }, { hop: haproxyHop(1, { asksTls: true }), isUnix: true }, { hop: nodeTlsOrigin }],
    ...[nodePlays(), timedOut("haproxy"), killed("haproxy", SLOW), killed("nginx", SLOW)],
  ),
  // a hop that ends the TLS of the client, and passes bytes on
  tls(
    chain(
      "tls-hitch-nginx-node",
      tcp(hitchHop, nginxHop({ timeout: 1 }), origin),
      ...[nodePlays(), timedOut("nginx"), killed("nginx", SLOW), killed("hitch", SLOW)],
    ),
  ),
  tls(chain("tls-stunnel-node", tcp(stunnelHop, origin), nodePlays(), killed("stunnel", SLOW))),
];
