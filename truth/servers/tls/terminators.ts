import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { node as nodeLab } from "../programs/node.js";
import { configureHaproxy, haproxyCommand } from "../proxies/haproxy-file.js";
import { tlsServer } from "./tls-server.js";

const faults = ["destroy", "short", "until-close", "chunked"];

export const haproxyTls = tlsServer({
  name: "HAProxy, in front of node",
  program: "haproxy",
  version: ["haproxy", "-v"],
  backend: nodeLab.command,
  prepare: ({ folder, port, backend }, { both }) =>
    configureHaproxy(folder, { bind: `127.0.0.1:${port} ssl crt ${both}`, server: `127.0.0.1:${backend}` }),
  command: haproxyCommand,
  features: { faults },
});

export const stunnel = tlsServer({
  name: "stunnel, in front of node",
  program: "stunnel4",
  version: ["sh", "-c", "stunnel4 -version 2>&1 | grep ^stunnel"],
  backend: nodeLab.command,
  prepare: ({ folder, port, backend }, { both }) =>
    writeFileSync(
      join(folder, "stunnel.conf"),
      `foreground = yes
pid =
debug = emerg
cert = ${both}
[lab]
accept = 127.0.0.1:${port}
connect = 127.0.0.1:${backend}
`,
    ),
  command: ({ folder }) => ["stunnel4", join(folder, "stunnel.conf")],
  features: { faults },
});

export const hitch = tlsServer({
  name: "hitch, in front of node",
  program: "hitch",
  version: ["hitch", "--version"],
  backend: nodeLab.command,
  prepare: ({ folder, port, backend }, { both }) =>
    writeFileSync(
      join(folder, "hitch.conf"),
      `frontend = { host = "127.0.0.1" port = "${port}" }
backend = "[127.0.0.1]:${backend}"
pem-file = "${both}"
workers = 2
user = "nobody"
ocsp-dir = ""
`,
    ),
  command: ({ folder }) => ["hitch", `--config=${join(folder, "hitch.conf")}`],
  features: { faults },
});
