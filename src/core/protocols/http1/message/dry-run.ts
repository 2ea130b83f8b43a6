import type { VisibleBytes } from "../../../sockets/event.js";
import type { Exchange } from "../../exchange.js";
import { type Framing, responseFraming } from "../head/framing.js";
import { mayStartResponse, parseResponseHead, type ResponseHead } from "../head/head.js";
import type { ByteClassifier, MessageHandler } from "./message-handler.js";
import type { MessageParser } from "./message-parser.js";

/** Only looks whether the response under way may end. */
class EndWatch implements MessageHandler<ResponseHead> {
  mayEnd = false;
  readonly sureStart = 7;
  readonly mayStart = mayStartResponse;
  readonly parseHead = parseResponseHead;

  constructor(
    readonly method: string | null,
    readonly onBytes?: ByteClassifier,
  ) {}

  onHead(head: ResponseHead): Framing {
    return responseFraming(head, this.method);
  }

  onStart(): void {}

  onBody(): void {}

  onSurplus(): void {}

  onEnd(): void {
    this.mayEnd = true;
  }

  onLost(): void {
    this.mayEnd = true;
  }

  onInstead(): boolean {
    this.mayEnd = true;
    return true;
  }
}

/** True if the bytes can hold the end of the response under way. If all of them together do not, no part of them does. */
function mayHoldEnd(
  parser: MessageParser<ResponseHead>,
  pieces: readonly VisibleBytes[],
  method: string | null,
  onBytes?: ByteClassifier,
): boolean {
  const watch = new EndWatch(method, onBytes);
  const fork = parser.fork(watch);
  fork.take(pieces);
  return watch.mayEnd || fork.state === "last-chunk" || fork.state === "until-close" || fork.state === "lost";
}

/**
 * Keeps of bytes that the kernel may have taken whether they can hold the end of the response.
 *
 * @param offered null if the capture does not show how many they are
 * @param onBytes hears how the bytes would be classified
 */
export function noteDoubt(
  exchange: Exchange,
  parser: MessageParser<ResponseHead>,
  offered: readonly VisibleBytes[] | null,
  onBytes?: ByteClassifier,
): void {
  const isFirst = exchange.inDoubtBytes === 0; // where the second begins depends on the first
  exchange.mayEndInDoubt ||=
    !isFirst || offered === null || mayHoldEnd(parser, offered, exchange.request?.method ?? null, onBytes);
}
