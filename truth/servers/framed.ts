import type { FramedServer } from "../framed/framed-server.js";
import { askers } from "./askers/askers.js";
import { fastcgiServers } from "./fastcgi/servers.js";
import { http2Servers } from "./http2/servers.js";
import { tlsServers } from "./tls/all.js";

/** Servers that speak TLS, FastCGI or HTTP/2, in the order of the report. */
export const framedServers: readonly FramedServer[] = [...tlsServers, ...fastcgiServers, ...http2Servers, ...askers];
