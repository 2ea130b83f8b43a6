import type { Protocol } from "../protocol.js";
import { FastCgiConversation } from "./conversation.js";
import { askingRecords, BEGIN_REQUEST, HEAD_BYTES, wordAt } from "./record.js";

/** The roles of an application: responder, authorizer, filter (FastCGI 1.0, section 5.1). */
const LAST_ROLE = 3;
/** Bytes of the role, at the beginning of the body of BEGIN_REQUEST. */
const ROLE_BYTES = 2;

/** FastCGI 1.0: what php-fpm and others speak behind a web server. */
export const fastcgi: Protocol = {
  name: "fastcgi",
  sniff: (first) => (beginsRequest(first) ? "asks" : null),
  begin: (start) => new FastCgiConversation(start),
};

/** True for the record BEGIN_REQUEST, with which a connection begins. */
function beginsRequest(first: Uint8Array): boolean {
  const head = askingRecords.headOf(first.subarray(0, HEAD_BYTES));
  if (head === null || head === "short" || head.type !== BEGIN_REQUEST) return false;
  if (first.length < HEAD_BYTES + ROLE_BYTES) return true;
  const role = wordAt(first, HEAD_BYTES);
  return role > 0 && role <= LAST_ROLE;
}
