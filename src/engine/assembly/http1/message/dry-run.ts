/** Bytes of a write that never returned: the capture does not show whether the kernel took them. */
import { Pieces } from "../../buffers/pieces";
import { create } from "../../heap/allocate";
import { Text } from "../../heap/text";
import { Exchange } from "../exchange";
import { Framing, responseFraming } from "../head/framing";
import { createTableForResponses, HandlerTable } from "./handler-table";
import { destroyParser, MessageParser } from "./message-parser";
import { Gap, ParserState } from "./states";

/** Only looks whether the response under way may end. */
@unmanaged
class EndWatch {
  /** Of the request; null if it was not seen. */
  method: Text | null;
  mayEnd: bool;
}

/** One at a time. */
const watch: EndWatch = create<EndWatch>();

function seeHead(owner: usize): Framing {
  return responseFraming(changetype<EndWatch>(owner).method);
}

function seeEnd(owner: usize): void {
  changetype<EndWatch>(owner).mayEnd = true;
}

function seeNext(owner: usize): bool {
  changetype<EndWatch>(owner).mayEnd = true;
  return true;
}

function seeLoss(owner: usize, _gap: Gap, _p: usize, _end: usize, _isElided: bool): void {
  changetype<EndWatch>(owner).mayEnd = true;
}

export const watcher: HandlerTable = createTableForResponses();
watcher.onHead = seeHead.index;
watcher.onEnd = seeEnd.index;
watcher.onInstead = seeNext.index;
watcher.onLost = seeLoss.index;

/** True if the bytes can hold the end of the response under way. If all of them together do not, no part of them does. */
function mayHoldEnd(parser: MessageParser, pieces: Pieces, method: Text | null): bool {
  watch.method = method;
  watch.mayEnd = false;
  const fork = parser.fork(watcher, changetype<usize>(watch));
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
