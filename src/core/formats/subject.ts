import type { Request } from "../protocols/exchange.js";
import type { StreamProtocol } from "../protocols/message-facts.js";
import { grouped } from "../text/quantities.js";

/** What names a response to a person. */
interface Named {
  readonly request: Request | null;
  readonly protocol?: StreamProtocol | undefined;
  readonly stream?: number | null | undefined;
  readonly serverName?: string | null | undefined;
}

/** A longer target fills the page of a person, who needs its begin and so much of its end: nearly all are shorter. */
const LONGEST_TARGET = 200;
const END_OF_TARGET = 40;

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

/** The same for a person: a very long target is shortened. */
export function shortSubjectOf(named: Named): string {
  const { request } = named;
  return subjectOf({ ...named, request: request && { ...request, target: shortTarget(request.target) } });
}

/** A target of more than 200 characters as its begin, its end and its length. */
export function shortTarget(target: string): string {
  if (target.length <= LONGEST_TARGET) return target;
  const begin = target.slice(0, LONGEST_TARGET - END_OF_TARGET);
  return `${begin} ... ${target.slice(-END_OF_TARGET)} (${grouped(target.length)} characters)`;
}

function placeOf(protocol: StreamProtocol | undefined, stream: number | null): string {
  if (protocol === "websocket") return " (WebSocket)";
  if (stream === null) return "";
  return protocol === "fastcgi" ? ` (request ${stream})` : ` (stream ${stream})`;
}
