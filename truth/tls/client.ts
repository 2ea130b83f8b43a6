import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, type SecureVersion, type TLSSocket } from "node:tls";
import { type Ask, type Carrier, converse, type Manner, type Received } from "../client.js";
import { WatchedLine } from "../framed/watched-line.js";
import type { StreamEnd, Witnessed } from "../framed/witnessed.js";
import { type Records, RecordWitness } from "./record-witness.js";

/** How long the client waits for the server's end of the stream, in milliseconds. */
const PATIENCE = { last: 3000, keepAlive: 400, readsOn: 10_000 };

/** What differs between clients over TLS. */
export interface TlsManner extends Manner {
  readonly version?: SecureVersion;
  /** Speaks in the clear first, and returns when TLS may begin (STARTTLS). */
  readonly before?: (line: Socket) => Promise<void>;
  /** The witness reads on after the library has met a close_notify or an error. A library closes then. */
  readonly readsOn?: boolean;
}

/**
 * Sends the requests over one connection under TLS. A witness below the library follows the records, and says how the server's
 * stream ended.
 */
export async function converseTls(port: number, asks: readonly Ask[], manner: TlsManner = {}): Promise<Witnessed> {
  const witness = new RecordWitness();
  let watched: WatchedLine | null = null;
  let own: number | null = null;
  const carrier: Carrier = {
    open: async (line) => {
      own = line.localPort ?? null;
      await manner.before?.(line);
      watched = new WatchedLine(line, { saw: (bytes) => witness.take(bytes), readsOn: manner.readsOn ?? false });
      return handshake(watched, manner.version ?? "TLSv1.3");
    },
    end: (carried, last) => farewell(carried as TLSSocket, watched as unknown as WatchedLine, last, manner),
  };
  const responses = await converse(port, asks, manner, carrier).catch(() => []);
  const last = responses.at(-1) ?? null;
  const { records } = witness;
  const ended = (watched as WatchedLine | null)?.ended ?? "open";
  const end = endOf(records, ended, last);
  // a library closes when it meets a close_notify; after a whole response that was not the last, this client ends its side
  const closed = end === "left" ? "close" : last?.ended === "complete" && !last.isLast ? "half-close" : null;
  return {
    ...{ protocol: "tls", role: "server", port: own, stream: null, end },
    frame: records.cut,
    ...{ status: last?.status ?? null, body: responses.reduce((sum, { body }) => sum + body, 0) },
    ...{ declaredBody: last?.declared ?? null, left: last?.left ?? closed },
    notes: { version: manner.version ?? "TLSv1.3", ...records, lineEnded: ended, http: responses },
  };
}

/** Begins TLS over a watched line. */
export async function handshake(watched: WatchedLine, version: SecureVersion): Promise<TLSSocket> {
  const bounds = { minVersion: version, maxVersion: version } as const;
  // the server is this run's own, and its certificate was made for it
  const secure = connect({ socket: watched, rejectUnauthorized: false, servername: "localhost", ...bounds });
  await Promise.race([once(secure, "secureConnect"), once(secure, "close").then(() => Promise.reject(new Error()))]);
  return secure;
}

/** Reads on until the server ends the stream. After a response that is not the last, sends a close_notify first. */
async function farewell(
  secure: TLSSocket,
  watched: WatchedLine,
  last: Received | null,
  manner: TlsManner,
): Promise<void> {
  if (last?.ended === "aborted" || (secure.destroyed && !manner.readsOn)) return;
  secure.resume();
  if (manner.readsOn) watched.goOnAlone();
  const isLast = last?.isLast ?? false;
  if (!isLast && last?.ended === "complete") secure.end();
  const limit = Date.now() + (manner.readsOn ? PATIENCE.readsOn : isLast ? PATIENCE.last : PATIENCE.keepAlive);
  while (Date.now() < limit && watched.ended === "open") await sleep(5);
}

/** How the server's stream ended. */
export function endOf(records: Records, ended: WatchedLine["ended"], last: Received | null): StreamEnd {
  if (ended === "reset") return "reset";
  if (ended === "open") return last?.ended === "complete" ? "open" : "left";
  if (records.cut) return "cut";
  if (records.count === 0) return "nothing";
  return records.mayBeNotified ? "whole" : "unmarked";
}
