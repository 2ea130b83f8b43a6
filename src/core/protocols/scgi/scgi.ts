import { latin1 } from "../../bytes.js";
import type { Protocol } from "../protocol.js";
import { ScgiConversation } from "./conversation.js";

/** A netstring begins, and its first name is CONTENT_LENGTH, as the specification demands. */
const REQUEST = /^[1-9]\d{0,8}:CONTENT_LENGTH\0/;

/** SCGI (Python Web Modules, "SCGI: A Simple Common Gateway Interface alternative"): one request and one CGI response a connection. */
export const scgi: Protocol = {
  name: "scgi",
  sniff: (first) => (REQUEST.test(latin1(first)) ? "asks" : null),
  begin: (start) => new ScgiConversation(start),
};
