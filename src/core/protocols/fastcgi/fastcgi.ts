import type { Protocol } from "../protocol.js";
import { FastCgiConversation } from "./conversation.js";
import {
  answeringRecords,
  askingRecords,
  BEGIN_REQUEST,
  END_BYTES,
  MANAGEMENT,
  RECORD_HEAD_BYTES,
  wordAt,
} from "./record.js";

/** The roles of an application: responder, authorizer, filter (FastCGI 1.0, section 5.1). */
const LAST_ROLE = 3;
/** Bytes of the role, at the beginning of the body of BEGIN_REQUEST. */
const ROLE_BYTES = 2;

/** FastCGI 1.0: a web server speaks it with php-fpm and others. */
export const fastcgi: Protocol = {
  name: "fastcgi",
  sniff: (first, length) => {
    if (beginsRequest(first)) return "asks";
    return isAnswer(first, length) ? "answers" : null;
  },
  begin: (start) => new FastCgiConversation(start),
};

/** True for the record BEGIN_REQUEST, with which a connection begins. */
function beginsRequest(first: Uint8Array): boolean {
  const head = askingRecords.headOf(first.subarray(0, RECORD_HEAD_BYTES));
  if (head === null || head === "short" || head.type !== BEGIN_REQUEST) return false;
  if (first.length < RECORD_HEAD_BYTES + ROLE_BYTES) return true;
  const role = wordAt(first, RECORD_HEAD_BYTES);
  return role > 0 && role <= LAST_ROLE;
}

/** True for a call that is one record of an answer, or one and the record that ends it: so a connection goes on that is older than the capture. */
function isAnswer(first: Uint8Array, length: number): boolean {
  const head = answeringRecords.headOf(first.subarray(0, RECORD_HEAD_BYTES));
  if (head === null || head === "short" || head.id === MANAGEMENT) return false;
  const left = length - head.headBytes - head.bodyBytes;
  return left === 0 || left === END_BYTES;
}
