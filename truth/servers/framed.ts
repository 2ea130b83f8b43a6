import type { FramedServer } from "../framed/framed-server.js";
import { tlsServers } from "./tls/all.js";

/** Servers that speak TLS, FastCGI or HTTP/2, in the order of the report. */
export const framedServers: readonly FramedServer[] = [...tlsServers];
