import type { Connection } from "../analysis/model.js";
import type { AskedHop, Loss } from "../paths/loss.js";
import { type Path, verdictOnPath } from "../paths/path.js";
import { wasLeft } from "../paths/short.js";
import { noPlaces, type PlaceOf, placed } from "./placed.js";
import type { AnsweredStream, AskedExchange, PathExchange, PathRecord } from "./record.js";

/** The way of a loss within one capture, from an exchange inwards. */
export function hopsOf(
  capture: number,
  { losses }: Pick<Path<Connection>, "losses">,
  placeOf: PlaceOf = noPlaces,
): PathExchange[] {
  return losses.map((loss) => exchangeOf(capture, loss, placeOf));
}

/** A path within one capture. */
export function pathRecord(
  capture: number,
  { losses, origin, undecided, isProven }: Path<Connection>,
  placeOf: PlaceOf = noPlaces,
): PathRecord {
  const exchanges = hopsOf(capture, { losses }, placeOf);
  const last = losses.at(-1);
  const asked = last?.asked && undecided === "upstream-not-seen" ? askedOf(last.asked) : null;
  const streams = undecided === "asked-encrypted" ? last?.streams : null;
  const answered = losses[0] ? answeredOf(losses[0]) : null;
  return {
    ...({ kind: "path", capture, exchanges, origin, undecided, isProven, asked } as const),
    ...(streams && { streams }),
    ...(answered && { answered }),
    ...(losses[0] && isLeft(losses[0]) && { wasLeft: true as const }),
  };
}

/** True for the exchange of a server that its client had left by then. */
function isLeft({ hop, exchange }: Loss<Connection>): boolean {
  const blindSpots = exchange?.blindSpots ?? [];
  return (
    hop.role === "server" &&
    !hop.isSealed &&
    (exchange?.verdict === "aborted-by-peer" || blindSpots.includes("peer-ended-first"))
  );
}

/** Null for what is no stream over TLS, and for its client. */
function answeredOf({ hop, exchange, isAlone, isUnharmed }: Loss<Connection>): AnsweredStream | null {
  if (!hop.isSealed || hop.role !== "server") return null;
  return {
    bytes: hop.turn?.bytes ?? null,
    isEnded: hop.turn?.isEnded === true,
    wasLeft: wasLeft({ exchange }),
    isAlone,
    isUnharmed,
  };
}

function exchangeOf(capture: number, loss: Loss<Connection>, placeOf: PlaceOf): PathExchange {
  const { hop, connection, exchange, request, cause, part } = loss;
  const { at: responseAt } = placed(exchange?.response?.line ?? null, placeOf);
  const { status = null, declaredBytes = null, acceptedBytes = null, isAtMost = false } = exchange?.response ?? {};
  return {
    ...{ capture, connection: connection.id, exchange: hop.index, process: connection.pid, role: connection.role },
    address: connection.role === "client" ? connection.peer : connection.local,
    protocol: exchange?.message?.protocol ?? connection.protocol,
    target: request?.target ?? null,
    ...{ status, declaredBytes, acceptedBytes, verdict: verdictOnPath(loss), cause, part },
    ...(isAtMost && { isAtMost }),
    outstandingBytes: exchange?.outstandingBytes ?? null,
    responseLine: exchange?.response?.line ?? null,
    ...(responseAt && { responseAt }),
    requestTime: hop.requestTime,
    ...{ line: hop.endLine, time: hop.endTime, ends: [hop.here, hop.there] as const },
    ...placed(hop.endLine, placeOf),
  };
}

function askedOf({
  here,
  there,
  target,
  declaredBytes,
  acceptedBytes,
  endTime,
  sawEnd,
  isStream,
}: AskedHop): AskedExchange {
  return { ends: [here, there], target, declaredBytes, acceptedBytes, time: endTime, sawEnd, isStream };
}
