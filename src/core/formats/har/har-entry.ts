import type { ConnectionRecord, ExchangeRecord, FindingRecord } from "../../records/record.js";
import { visible } from "../../text/escape.js";
import type { ExchangeSpan } from "../spans/exchange-span.js";
import type { HarTime } from "./har-time.js";
import { queryOf, serverIp, urlOf } from "./har-url.js";

/** Whose an exchange is: a page of HAR, and a connection. */
export interface EntryPlace {
  readonly page: string;
  readonly connection: ConnectionRecord;
  /** What no other connection of the document is called. */
  readonly connectionName: string;
}

/** An exchange, or a request that got no answer at all, of which there is no record but a finding. */
export type HarExchange = Omit<ExchangeRecord, "kind" | "capture" | "connection" | "index" | "verdict"> & {
  readonly index: number | null;
  readonly verdict: ExchangeRecord["verdict"] | "unanswered";
};

/** The request that a finding says was not answered; null if the finding is not about one. */
export function unansweredIn({ exchange, request, cause, protocol, stream }: FindingRecord): HarExchange | null {
  if (exchange !== null || request === null) return null;
  const nothing = { index: null, response: null, evidence: null, blindSpots: [] };
  return { ...nothing, request, verdict: "unanswered", cause, ...(protocol && { protocol, stream: stream ?? null }) };
}

/** What HAR calls a size that is not known, and a time that does not apply. */
const UNKNOWN = -1;
const NOTHING = { cookies: [], headersSize: UNKNOWN } as const;

/** An entry of HAR 1.2: an exchange as far as its record says it. */
export function harEntry(
  { page, connection, connectionName }: EntryPlace,
  exchange: HarExchange,
  found: readonly FindingRecord[],
  span: ExchangeSpan,
  times: HarTime,
): object {
  const ip = serverIp(connection);
  const timings = timingsOf(span);
  const comment = found.map(({ level, message }) => `${level}: ${message}`).join("; ");
  return {
    pageref: page,
    startedDateTime: times.dateOf(span.from, connection.clock),
    time: rounded(timings.send + timings.wait + timings.receive),
    request: requestOf(connection, exchange),
    response: responseOf(exchange),
    cache: {},
    timings,
    ...(ip !== null && { serverIPAddress: ip }),
    connection: connectionName,
    _unflushed: ownOf(exchange, found),
    ...(comment !== "" && { comment: visible(comment) }),
  };
}

/** Milliseconds, to the microsecond. */
function timingsOf({ from, askedTo, answeredFrom, to }: ExchangeSpan): { send: number; wait: number; receive: number } {
  return { send: rounded(askedTo - from), wait: rounded(answeredFrom - askedTo), receive: rounded(to - answeredFrom) };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1e3) / 1e3;
}

function requestOf(connection: ConnectionRecord, exchange: HarExchange): object {
  const url = urlOf(connection, exchange);
  const { request } = exchange;
  return {
    method: request ? visible(request.method) : "",
    url,
    httpVersion: versionOf(exchange),
    ...NOTHING,
    headers: [],
    queryString: queryOf(url),
    bodySize: UNKNOWN,
  };
}

function responseOf(exchange: HarExchange): object {
  const { response } = exchange;
  const { acceptedBytes = null, framing, declaredBytes = null } = response ?? {};
  const length = framing === "content-length" && declaredBytes !== null;
  return {
    status: response?.status ?? 0,
    statusText: "",
    httpVersion: versionOf(exchange),
    ...NOTHING,
    headers: [
      ...(length ? [{ name: "Content-Length", value: String(declaredBytes) }] : []),
      ...(framing === "chunked" ? [{ name: "Transfer-Encoding", value: "chunked" }] : []),
    ],
    content: { size: acceptedBytes ?? 0, mimeType: "x-unknown" },
    redirectURL: "",
    bodySize: response ? (acceptedBytes ?? UNKNOWN) : 0,
    _transferSize: acceptedBytes ?? 0, // Chrome would add up the two sizes, of which one is -1
  };
}

/** The records do not say which HTTP/1 it is. */
function versionOf({ protocol }: HarExchange): string {
  return protocol === "http/2" ? "HTTP/2.0" : (protocol ?? "HTTP/1.x");
}

function ownOf(exchange: HarExchange, found: readonly FindingRecord[]): object {
  const { index, request, response, verdict, cause, evidence, blindSpots, protocol, stream } = exchange;
  return {
    exchange: index,
    verdict,
    cause,
    evidence,
    declaredBytes: response?.declaredBytes ?? null,
    acceptedBytes: response?.acceptedBytes ?? null,
    lostBytes: verdict === "truncated" ? (response?.outstandingBytes ?? null) : null,
    rules: found.map(({ rule }) => rule),
    suppressedRules: found.filter(({ suppressed }) => suppressed).map(({ rule }) => rule),
    blindSpots,
    requestLine: request?.line ?? null,
    responseLine: response?.line ?? null,
    ...(protocol && { protocol, stream: stream ?? null }),
  };
}
