import { lifecycle } from "../../core/sockets/handlers/process.js";
import { writers } from "../../core/sockets/handlers/write.js";
import { handlers } from "../../core/sockets/handlers.js";
import type { Detail } from "./strace-command.js";

/** Everything that the analysis looks at, and nothing that it does not. */
export const FULL: Detail = { calls: [...handlers.keys()], stringLimit: 4096 };

/**
 * All that puts bytes into a socket or ends one, and whose socket it is. Every way to write has to be there: one that
 * is hidden would make a whole response look short. Reads and polls, which a server does most, are not: whether a peer
 * hung up before the server closed cannot be told then, and such verdicts stay undetermined.
 */
export const NARROW: Detail = {
  calls: [
    ...["accept", "accept4", "connect"],
    ...Object.keys(writers),
    ...["shutdown", "close", "close_range", "dup", "dup2", "dup3"],
    ...Object.keys(lifecycle),
  ],
  stringLimit: 1024,
};
