import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { configureHaproxy, haproxyCommand } from "../../servers/proxies/haproxy-file.js";
import type { Address, Hop } from "../chain.js";

const where = (address: Address, unix: string): string =>
  typeof address === "number" ? `127.0.0.1:${address}` : `${unix}${address}`;

/** On which sides a hop speaks HTTP/2, in the clear. */
interface Http2Sides {
  readonly front?: boolean;
  readonly back?: boolean;
}

/** What else an HAProxy does. */
interface HaproxyWays extends Http2Sides {
  /** It asks over TLS, whoever shows a certificate. */
  readonly asksTls?: boolean;
}

/** HAProxy; it gives up after so many seconds of silence of its server. */
export const haproxyHop = (timeout = 20, { front, back, asksTls }: HaproxyWays = {}): Hop => ({
  name: "haproxy",
  programs: ["haproxy"],
  isRestarted: true,
  prepare: ({ folder, listen, upstreams: [upstream = 0] }) =>
    configureHaproxy(folder, {
      bind: `${where(listen, "unix@")}${front ? " proto h2" : ""}`,
      server: `${where(upstream, "unix@")}${back ? " proto h2" : ""}${asksTls ? " ssl verify none" : ""}`,
      timeout,
    }),
  command: haproxyCommand,
});

/** nghttpx; it takes HTTP/1 and, from who begins with that, HTTP/2. Both listen on ports. */
export const nghttpxHop = (timeout = 20, { back }: Pick<Http2Sides, "back"> = {}): Hop => ({
  name: "nghttpx",
  programs: ["nghttpx"],
  isRestarted: true,
  command: ({ listen, upstreams: [upstream = 0] }) => [
    ...["nghttpx", "--conf=/dev/null", "--workers=1", "--errorlog-file=/dev/null", "--accesslog-file=/dev/null"],
    ...[`--frontend=127.0.0.1,${listen};no-tls`, `--backend=127.0.0.1,${upstream}${back ? ";;proto=h2" : ""}`],
    `--backend-read-timeout=${timeout}s`,
  ],
});

/** Caddy's reverse_proxy. */
export const caddyHop: Hop = {
  name: "caddy",
  programs: ["caddy"],
  isRestarted: true,
  prepare: ({ folder, listen, upstreams: [upstream = 0] }) =>
    writeFileSync(
      join(folder, "Caddyfile"),
      `{
  auto_https off
  admin off
}
http://:${listen} {
  bind 127.0.0.1
  reverse_proxy ${where(upstream, "unix/")}
}
`,
    ),
  command: ({ folder }) => ["caddy", "run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")],
  env: { HOME: "/nonexistent" },
};

/** Varnish, which passes everything; it gives up after so many seconds of silence of its backend. */
export const varnishHop = (timeout = 20): Hop => ({
  name: "varnish",
  programs: ["varnishd", "gcc"],
  prepare: ({ folder, upstreams: [upstream = 0] }) => {
    const next =
      typeof upstream === "number" ? `.host = "127.0.0.1"; .port = "${upstream}";` : `.path = "${upstream}";`;
    writeFileSync(
      join(folder, "varnish.vcl"),
      `vcl 4.1;
backend default { ${next} .between_bytes_timeout = ${timeout}s; }
sub vcl_recv { return (pass); }
`,
    );
  },
  command: ({ folder, listen }) => [
    ...["varnishd", "-F", "-j", "none", "-n", join(folder, "v"), "-a", where(listen, "")],
    ...["-f", join(folder, "varnish.vcl"), "-T", "none", "-p", "thread_pools=1", "-p", "thread_pool_min=20"],
  ],
});
