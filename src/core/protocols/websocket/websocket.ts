import type { Protocol } from "../protocol.js";
import { WebSocketConversation } from "./conversation.js";

/** WebSocket (RFC 6455). It only begins after an HTTP/1 request that asked to change to it, so no first bytes show it. */
export const websocket: Protocol = {
  name: "websocket",
  sniff: () => null,
  begin: (start) => new WebSocketConversation(start),
};
