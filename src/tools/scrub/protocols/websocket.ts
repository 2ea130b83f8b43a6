import { FROM_CLIENT, FROM_SERVER, type WebSocketHead } from "../../../core/protocols/websocket/frame-format.js";
import { BODY } from "../line/mask.js";
import { FrameMask, type FrameMaskUser } from "./frame-mask.js";
import type { NewStreamMask } from "./stream-mask.js";

/** Bytes of a head without the masking key, by the seven bits of length (RFC 6455, section 5.2). */
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;

/** Of WebSocket stay the heads of frames, without their masking keys. */
export const websocketMask: NewStreamMask = ({ isOlder }) => {
  const heads: FrameMaskUser<WebSocketHead> = { maskHead };
  const asks = new FrameMask(FROM_CLIENT, heads, isOlder);
  const answers = new FrameMask(FROM_SERVER, heads, isOlder);
  return {
    asks: (call) => asks.take(call),
    answers: (call) => answers.take(call),
    refused: (call) => new FrameMask(FROM_SERVER, heads, false).take(call),
    miss: () => {
      asks.lose();
      answers.lose();
    },
  };
};

function maskHead(head: string): string {
  const seven = head.charCodeAt(1) & 0x7f;
  const kept = seven === IN_EIGHT_BYTES ? 10 : seven === IN_TWO_BYTES ? 4 : 2;
  return head.slice(0, kept) + BODY.repeat(Math.max(0, head.length - kept));
}
