import type { Server } from "../../server.js";
import { configureHaproxy, haproxyCommand } from "./haproxy-file.js";
import { proxied } from "./proxied.js";

export const haproxy: Server = {
  name: "HAProxy, in front of node",
  program: "haproxy",
  version: ["haproxy", "-v"],
  isProxy: true,
  prepare: ({ folder, port, backend }) =>
    configureHaproxy(folder, { bind: `127.0.0.1:${port}`, server: `127.0.0.1:${backend}` }),
  command: haproxyCommand,
  features: proxied,
};
