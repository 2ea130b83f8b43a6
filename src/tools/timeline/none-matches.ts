import type { TimelineFilter } from "../../core/timeline/timelines.js";
import { UnflushedError } from "../../errors.js";
import { displayName } from "../../reading/problems.js";
import type { ConnectionIds } from "../../run/connection-ids.js";

/** The error for a filter that no connection of a capture matches: which there are instead. */
export function noneMatches(path: string, filter: TimelineFilter, ids: ConnectionIds): UnflushedError {
  const name = displayName(path);
  const { connection, fd, pids } = filter;
  if (connection !== undefined && !ids.hasSeen) {
    return refused(`no connection of ${name} is called ${connection}: ${ids.others}`);
  }
  if (fd === undefined && pids === undefined) {
    return refused(`${name} shows no connection that may carry HTTP: unflushed check ${path} says why`);
  }
  const asked = [
    ...(connection === undefined ? [] : [`--connection ${connection}`]),
    ...(fd === undefined ? [] : [`--fd ${fd}`]),
    ...(pids === undefined ? [] : [`--pid ${pids.join(",")}`]),
  ];
  return refused(`no connection of ${name} matches ${asked.join(" and ")}: ${ids.others}`);
}

function refused(message: string): UnflushedError {
  return new UnflushedError("no-such-connection", message);
}
