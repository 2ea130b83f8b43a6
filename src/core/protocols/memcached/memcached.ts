import type { Protocol } from "../protocol.js";
import { isCommand } from "./commands.js";
import { MemcachedConversation } from "./conversation.js";
import { isRequest } from "./packet-format.js";

/** memcached, in its text protocol with the meta commands, and in its binary one. */
export const memcached: Protocol = {
  name: "memcached",
  sniff: (first, length) => (isCommand(first, length) || isRequest(first, length) ? "asks" : null),
  begin: (start) => new MemcachedConversation(start),
};
