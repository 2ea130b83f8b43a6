import type { Connection } from "../analysis/model.js";
import type { Request, Response, Verdict } from "../protocols/exchange.js";
import type { FindingRecord } from "../records/record.js";
import { bytesLost } from "./bytes-lost.js";
import type { AskedConnection, AskedResponse } from "./filter.js";

/** What a record of an exchange and the exchange itself have in common. */
interface SomeExchange {
  readonly request: Pick<Request, "target"> | null;
  readonly response: Pick<Response, "status" | "time"> | null;
  readonly verdict: Verdict;
}

/** What a filter asks about an exchange. One without a response is placed where its connection ended. */
export function responseAsked(
  { request, response, verdict }: SomeExchange,
  outstandingBytes: number | null,
  connection: Pick<Connection, "opened" | "ended">,
): AskedResponse {
  return {
    target: request?.target ?? null,
    status: response?.status ?? null,
    verdict,
    time: response ? response.time : endOf(connection),
    lostBytes: bytesLost(verdict, outstandingBytes),
  };
}

/** The same for a connection on which nothing was asked. */
export function nothingAsked(connection: Pick<Connection, "opened" | "ended">): AskedResponse {
  return { target: null, status: null, verdict: null, time: endOf(connection), lostBytes: null };
}

/** The same for a finding that is about no exchange, or about one of which nothing else is known. */
export function findingAsked({ request, status, time, outstandingBytes }: FindingRecord): AskedResponse {
  return { target: request?.target ?? null, status, verdict: null, time, lostBytes: outstandingBytes };
}

/** The connection of a finding, as far as the finding says it: not who had it. */
export function connectionOfFinding({ connection, role, local, peer }: FindingRecord): AskedConnection {
  return { id: connection, pid: null, role, local, peer };
}

function endOf({ opened, ended }: Pick<Connection, "opened" | "ended">): number | null {
  return ended?.time ?? opened.time;
}
