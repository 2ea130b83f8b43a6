import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "../server.js";
import { proxied } from "./proxied.js";

export const caddyProxy: Server = {
  name: "Caddy, in front of node",
  program: "caddy",
  version: ["caddy", "version"],
  isProxy: true,
  prepare: ({ folder, port, backend }) =>
    writeFileSync(
      join(folder, "Caddyfile"),
      `{
  auto_https off
  admin off
}
http://:${port} {
  bind 127.0.0.1
  reverse_proxy 127.0.0.1:${backend}
}
`,
    ),
  command: ({ folder }) => ["caddy", "run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")],
  env: { HOME: "/nonexistent" },
  features: proxied,
};

export const varnish: Server = {
  name: "Varnish, in front of node",
  program: "varnishd",
  version: ["varnishd", "-V"],
  isProxy: true,
  prepare: ({ folder, backend }) =>
    writeFileSync(
      join(folder, "varnish.vcl"),
      `vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "${backend}"; }
sub vcl_recv { return (pass); }
`,
    ),
  command: ({ folder, port }) => [
    ...["varnishd", "-F", "-j", "none", "-n", join(folder, "varnish"), "-a", `127.0.0.1:${port}`],
    ...["-f", join(folder, "varnish.vcl"), "-T", "none"],
  ],
  features: proxied,
};

/** If Squid is killed, its shared memory stays and prevents the next start. */
const SERVICE = "unflushedtruth";

export const squid: Server = {
  name: "Squid, in front of node",
  program: "squid",
  version: ["squid", "--version"],
  isProxy: true,
  prepare: ({ folder, port, backend }) => {
    mkdirSync(join(folder, "squid"), { recursive: true });
    chmodSync(join(folder, "squid"), 0o777);
    for (const name of readdirSync("/dev/shm")) if (name.startsWith(SERVICE)) rmSync(join("/dev/shm", name));
    writeFileSync(
      join(folder, "squid.conf"),
      `http_port 127.0.0.1:${port} accel defaultsite=lab no-vhost
cache_peer 127.0.0.1 parent ${backend} 0 no-query no-digest originserver
http_access allow all
cache deny all
access_log none
cache_log ${folder}/squid/squid.log
pid_filename ${folder}/squid/squid.pid
coredump_dir ${folder}/squid
pinger_enable off
shutdown_lifetime 0 seconds
`,
    );
  },
  command: ({ folder }) => ["squid", "-N", "-n", SERVICE, "-f", join(folder, "squid.conf")],
  features: proxied,
};
