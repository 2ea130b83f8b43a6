import { latin1 } from "../../bytes.js";
import { ReplyConversation } from "../lines/reply-conversation.js";
import type { Protocol } from "../protocol.js";
import { RespReplies } from "./replies.js";

/** A command is an array of bulk strings, and the first of them is its name. The bounds are far beyond the commands that exist. */
const COMMAND = /^\*[1-9]\d{0,6}\r\n\$([1-9]\d?)\r\n([A-Za-z][A-Za-z0-9._-]*)/;

/** What begins an array that a server pushes to a subscriber: on a connection that is older than the capture, it may come first. */
const PUSHED: ReadonlySet<string> = new Set(["message", "pmessage", "smessage", "invalidate"]);

/** Redis and what speaks like it: RESP2 and RESP3. Commands that come as plain lines are not recognised. */
export const resp: Protocol = {
  name: "resp",
  sniff: (first) => {
    const seen = latin1(first);
    const command = COMMAND.exec(seen);
    if (!command) return null;
    const [begin, length, name = ""] = command;
    const isWhole = name.length === Number(length) && "\r\n".startsWith(seen.slice(begin.length, begin.length + 2));
    const isCut = name.length < Number(length) && begin.length === seen.length;
    return (isWhole || isCut) && !PUSHED.has(name) ? "asks" : null;
  },
  begin: (start) => new ReplyConversation(new RespReplies(), start),
};
