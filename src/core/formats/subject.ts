import type { Request } from "../protocols/exchange.js";
import type { StreamProtocol } from "../protocols/message-facts.js";

/** What names a response to a person. */
interface Named {
  readonly request: Request | null;
  readonly protocol?: StreamProtocol | undefined;
  readonly stream?: number | null | undefined;
  readonly serverName?: string | null | undefined;
}

/** What a response is, where its protocol has no requests. */
const STREAMS: Partial<Record<StreamProtocol, string>> = {
  tls: "TLS stream",
  resp: "Redis reply",
  memcached: "memcached reply",
};

/** True if there is a request that the response answers, even if it was not captured. */
export function hasRequest({ protocol }: Named): boolean {
  return protocol === undefined || STREAMS[protocol] === undefined;
}

/** `GET /x`, `GET /x (stream 3)`, `TLS stream of example.org`. */
export function subjectOf(named: Named): string {
  const { request, protocol, stream, serverName } = named;
  const name = protocol && STREAMS[protocol];
  if (name !== undefined) return serverName ? `${name} of ${serverName}` : name;
  const asked = request ? `${request.method} ${request.target}` : "a request that was not captured";
  return `${asked}${placeOf(protocol, stream ?? null)}`;
}

function placeOf(protocol: StreamProtocol | undefined, stream: number | null): string {
  if (protocol === "websocket") return " (WebSocket)";
  if (stream === null) return "";
  return protocol === "fastcgi" ? ` (request ${stream})` : ` (stream ${stream})`;
}
