import { isCountedFrom } from "../paths/loss.js";
import type { Path } from "../paths/path.js";
import type { Exchange } from "../protocols/exchange.js";
import type { StreamProtocol } from "../protocols/message-facts.js";
import type { Connection } from "./model.js";
import type { ConnectionEnds } from "./plain.js";

/** What the summary counts of a truncated response that came short from another hop: the loss is counted there. */
export interface Echo {
  readonly server: string | null;
  readonly status: number | null;
  readonly isStream: boolean;
  readonly declaredBytes: number | null;
  readonly acceptedBytes: number | null;
  /** Bytes that it lacks; null if that is not known. */
  readonly outstandingBytes: number | null;
}

/** Protocols without requests and responses: one message is all that a side sent. */
const STREAMS: ReadonlySet<string> = new Set<StreamProtocol>(["tls", "websocket", "resp", "memcached"]);

export function isStreamProtocol(protocol: string | null | undefined): boolean {
  return protocol != null && STREAMS.has(protocol);
}

/** The address of the server of a connection; null if it is unknown. A Unix socket has its path. */
export function addressOf({ role, local, peer }: ConnectionEnds): string | null {
  return role === "client" ? peer : role === "server" ? local : (local ?? peer);
}

/** The truncated responses of a path that lack what was lost inwards of them. */
export function echoesOf({ losses }: Path<Connection>): Echo[] {
  return losses.flatMap(({ connection, exchange, inner }) =>
    exchange?.verdict === "truncated" && inner !== null && isCountedFrom(inner) ? [echoOf(connection, exchange)] : [],
  );
}

function echoOf(connection: Connection, exchange: Exchange): Echo {
  const { status = null, declaredBytes = null, acceptedBytes = null } = exchange.response ?? {};
  const isStream = isStreamProtocol(exchange.message?.protocol);
  const { outstandingBytes } = exchange;
  return { server: addressOf(connection), status, isStream, declaredBytes, acceptedBytes, outstandingBytes };
}
