import type { FramedServer } from "../../framed/framed-server.js";
import { apacheTls, caddyTls, lighttpdGnutls, lighttpdOpenssl, nginxTls, opensslTls } from "./files.js";
import { hyperOpenssl, hyperRustls } from "./hyper.js";
import { brokenTls, goTls, gunicornTls, javaTls, nodeTls, pythonTls, smtp, uvicornTls } from "./programs.js";
import { haproxyTls, hitch, stunnel } from "./terminators.js";

/** Servers under TLS, in the order of the report. */
export const tlsServers: readonly FramedServer[] = [
  ...[nginxTls, apacheTls, lighttpdOpenssl, lighttpdGnutls, caddyTls, opensslTls],
  ...[nodeTls, goTls, pythonTls, gunicornTls, uvicornTls, javaTls],
  ...[haproxyTls, stunnel, hitch],
  ...[hyperRustls, hyperOpenssl, smtp, brokenTls],
];
