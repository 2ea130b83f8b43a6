import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "../../server.js";
import { proxied } from "./proxied.js";

export const haproxy: Server = {
  name: "HAProxy, in front of node",
  program: "haproxy",
  version: ["haproxy", "-v"],
  isProxy: true,
  prepare: ({ folder, port, backend }) =>
    writeFileSync(
      join(folder, "haproxy.cfg"),
      `global
  maxconn 500
  nbthread 2
defaults
  mode http
  timeout connect 5s
  timeout client 20s
  timeout server 20s
frontend in
  bind 127.0.0.1:${port}
  default_backend out
backend out
  server node 127.0.0.1:${backend}
`,
    ),
  command: ({ folder }) => ["haproxy", "-db", "-f", join(folder, "haproxy.cfg")],
  features: proxied,
};
