import type { Skip } from "../../strace/call-filter.js";
import type { Effect } from "../../syscalls/row.js";
import { listedCalls } from "../../syscalls/rows.js";
import { closeSkip, type IsSocket, openSkip, transferSkip } from "./fds.js";
import { optionSkips } from "./options.js";
import { pollSkips, type WaitsToWrite } from "./polls.js";

/**
 * The calls that may be left out unread, by name. Such a call changes nothing in the model: it reads, writes, opens or
 * closes a file, sets an option that does not matter, or reports only bytes to read. If the call did give an fd number
 * another meaning, the next decoration of the number shows that.
 *
 * @param transfers the calls that move bytes through their first fd and do nothing else
 */
export function skipsOf(
  transfers: ReadonlySet<string>,
  isSocket: IsSocket,
  waitsToWrite: WaitsToWrite,
): ReadonlyMap<string, Skip> {
  const transfer = transferSkip(isSocket);
  const byEffect: Partial<Record<Effect, Skip>> = {
    close: closeSkip(isSocket),
    open: openSkip(isSocket),
    ...optionSkips,
    ...pollSkips(waitsToWrite),
  };
  const skips = new Map<string, Skip>();
  for (const [name, { effect }] of listedCalls()) {
    const skip = transfers.has(name) ? transfer : effect && byEffect[effect];
    if (skip) skips.set(name, skip);
  }
  return skips;
}
