import { effectiveCalls } from "../../core/sockets/effective-calls.js";
import type { Effect } from "../../core/syscalls/row.js";
import { callsWhere } from "../../core/syscalls/rows.js";
import type { Detail } from "./strace-command.js";

/** Everything that the analysis looks at, and nothing that it does not. */
export const FULL: Detail = { calls: [...effectiveCalls], stringLimit: 4096 };

/**
 * All that puts bytes into a socket or ends one, and whose socket it is. Every way to write has to be there: one that
 * is hidden would make a whole response look short. Reads and polls, which a server does most, are not: whether a peer
 * hung up before the server closed cannot be known then, and such verdicts stay undetermined.
 */
const NEEDED: ReadonlySet<Effect> = new Set<Effect>([
  ...(["accept", "connect", "write", "sendfile", "splice", "shutdown", "close", "close-range", "dup"] as const),
  ...(["clone", "exec", "exit-group", "unshare", "pidfd-open", "pidfd-getfd"] as const),
]);

export const NARROW: Detail = {
  calls: [...callsWhere(({ effect }) => effect !== undefined && NEEDED.has(effect))],
  stringLimit: 1024,
};
