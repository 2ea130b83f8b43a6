/** Bytes of which nobody knows whether they were sent (core/protocols/http1/message/dry-run.ts). */
import { Pieces } from "../../buffers/pieces";
import { create } from "../../heap/allocate";
import { Text } from "../../heap/text";
import { Exchange } from "../exchange";
import { Reads } from "./handler";
import { destroyParser, MessageParser } from "./message-parser";
import { ParserState } from "./states";

/** Only looks whether the response under way may end. */
@unmanaged
export class EndWatch {
  /** Of the request; null if it was not seen. */
  method: Text | null;
  mayEnd: bool;
}

/** One at a time. */
const watch: EndWatch = create<EndWatch>();

/** True if the bytes can hold the end of the response under way. If all of them together do not, no part of them does. */
function mayHoldEnd(parser: MessageParser, pieces: Pieces, method: Text | null): bool {
  watch.method = method;
  watch.mayEnd = false;
  const fork = parser.fork(Reads.Watch, changetype<usize>(watch));
  fork.take(pieces, true);
  const state = fork.state;
  destroyParser(fork);
  return (
    watch.mayEnd || state === ParserState.LastChunk || state === ParserState.UntilClose || state === ParserState.Lost
  );
}

/**
 * Keeps of bytes that the kernel may have taken whether they can hold the end of the response.
 *
 * @param offered null if the capture does not show how many they are
 */
export function noteDoubt(exchange: Exchange, parser: MessageParser, offered: Pieces | null): void {
  if (exchange.mayEndInDoubt !== 0) return;
  const isFirst = exchange.inDoubtBytes === 0; // where the second begins depends on the first
  const request = exchange.request;
  if (!isFirst || !offered || mayHoldEnd(parser, offered, request ? request.method : null)) exchange.mayEndInDoubt = 1;
}
