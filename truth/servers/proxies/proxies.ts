import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "../../server.js";
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

export const tinyproxy: Server = {
  name: "Tinyproxy, in front of node",
  program: "tinyproxy",
  version: ["tinyproxy", "-v"],
  isProxy: true,
  prepare: ({ folder, port, backend }) =>
    writeFileSync(
      join(folder, "tinyproxy.conf"),
      `Port ${port}
Listen 127.0.0.1
Timeout 60
MaxClients 200
LogFile "${folder}/tinyproxy.log"
ReversePath "/" "http://127.0.0.1:${backend}/"
ReverseOnly Yes
`,
    ),
  command: ({ folder }) => ["tinyproxy", "-d", "-c", join(folder, "tinyproxy.conf")],
  features: proxied,
};

export const privoxy: Server = {
  name: "Privoxy, in front of node",
  program: "privoxy",
  version: ["privoxy", "--version"],
  isProxy: true,
  prepare: ({ folder, port, backend }) => {
    writeFileSync(
      join(folder, "privoxy.conf"),
      `listen-address 127.0.0.1:${port}
accept-intercepted-requests 1
keep-alive-timeout 5
max-client-connections 200
forward / 127.0.0.1:${backend}
logdir ${folder}
`,
    );
  },
  command: ({ folder }) => ["privoxy", "--no-daemon", join(folder, "privoxy.conf")],
  features: proxied,
};

export const trafficserver: Server = {
  name: "Traffic Server, in front of node",
  program: "traffic_server",
  version: ["traffic_server", "--version"],
  isProxy: true,
  prepare: ({ folder, port, backend }) => {
    for (const name of ["config", "log", "run", "cache"]) mkdirSync(join(folder, "ats", name), { recursive: true });
    const file = (name: string, text: string): void => writeFileSync(join(folder, "ats", "config", name), text);
    file("remap.config", `map / http://127.0.0.1:${backend}/\n`);
    file("storage.config", "");
    file("plugin.config", "");
    file("ip_allow.yaml", "ip_allow: [{ apply: in, ip_addrs: 127.0.0.1, action: allow, methods: ALL }]\n");
    file(
      "records.config",
      `CONFIG proxy.config.http.server_ports STRING ${port}:ip-in=127.0.0.1
CONFIG proxy.config.http.cache.http INT 0
CONFIG proxy.config.log.logging_enabled INT 0
CONFIG proxy.config.admin.user_id STRING #-1
CONFIG proxy.config.bin_path STRING /usr/bin
CONFIG proxy.config.exec_thread.autoconfig INT 0
CONFIG proxy.config.exec_thread.limit INT 2
CONFIG proxy.config.diags.show_location INT 0
`,
    );
    writeFileSync(
      join(folder, "ats", "runroot.yaml"),
      `prefix: ${folder}/ats
bindir: /usr/bin
sysconfdir: ${folder}/ats/config
logdir: ${folder}/ats/log
runtimedir: ${folder}/ats/run
localstatedir: ${folder}/ats/run
cachedir: ${folder}/ats/cache
`,
    );
  },
  command: ({ folder }) => ["traffic_server", `--run-root=${folder}/ats/runroot.yaml`],
  features: proxied,
};
