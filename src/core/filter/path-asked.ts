import type { PathExchange, PathRecord } from "../records/record.js";
import type { Filter, TimeWindow } from "./filter.js";

/** True if a request that was left without a response is what was asked for: there is no other record of it. */
export function isUnansweredKept(filter: Filter, hop: PathExchange, window: TimeWindow): boolean {
  const { connection: id, process: pid, role, address, target, time, requestTime } = hop;
  const ends = role === "client" ? { local: null, peer: address } : { local: address, peer: null };
  const asked = { target, status: null, verdict: null, time: requestTime ?? time, lostBytes: null };
  return filter.isConnection({ id, pid, role, ...ends }) && filter.isResponse(asked, window);
}

/** The truncated responses of a path that lack what was lost inwards of them. */
export function echoesOn({ exchanges }: Pick<PathRecord, "exchanges">): PathExchange[] {
  const last = exchanges.findLastIndex(isProven);
  return exchanges.filter(({ verdict }, at) => verdict === "truncated" && at < last);
}

/** True if bytes of an exchange were surely lost, or may have been dropped by a reset that was certain. */
function isProven({ verdict, cause }: PathExchange): boolean {
  return verdict === "truncated" || verdict === "unanswered" || (verdict === "undetermined" && cause === "reset");
}
