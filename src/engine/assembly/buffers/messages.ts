/** Buffers in an array of mmsghdr: `sendmmsg(fd, [{msg_hdr={...}, msg_len=n}, ...], vlen, flags)` or `recvmmsg`. */

import { isNumber, NO_NUMBER } from "../arguments/integer";
import { firstItem, isCutArray, member, nextItem } from "../arguments/items";
import { argument } from "../arguments/list";
import { byteCountOf, isArray } from "../arguments/value";
import { create } from "../heap/allocate";
import { readIovec } from "./iovec";
import { Pieces } from "./pieces";
import { NO_DUMP } from "./seen";

/** The buffers of one message. */
const ofMessage: Pieces = create<Pieces>();

/** Adds the buffers of all messages. Returns the bytes that the program asked for. */
export function readMessages(pieces: Pieces, areReceived: bool): f64 {
  const messages = argument(1);
  if (!isArray(messages)) return NO_NUMBER;
  let asked: f64 = 0; // NO_NUMBER from the first message on of which it is unknown
  for (let item = firstItem(messages); item !== 0; item = nextItem(item)) {
    const vector = member(member(item, "msg_hdr"), "msg_iov");
    if (!areReceived) asked += readIovec(pieces, vector, NO_DUMP);
    else {
      ofMessage.clear();
      asked += readIovec(ofMessage, vector, NO_DUMP);
      pieces.addFirstOf(ofMessage, lengthOf(item)); // a received message may be shorter than its buffers
    }
  }
  return isCutArray(messages) ? NO_NUMBER : asked;
}

/** The bytes of the first `count` messages. */
export function lengthOfMessages(count: f64): f64 {
  let length: f64 = 0;
  for (let item = firstItem(argument(1)); item !== 0 && count > 0; item = nextItem(item), count--)
    length += lengthOf(item);
  return length;
}

function lengthOf(message: usize): f64 {
  const length = byteCountOf(member(message, "msg_len"));
  return isNumber(length) ? length : 0;
}
