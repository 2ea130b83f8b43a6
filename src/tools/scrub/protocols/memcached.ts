import type { FrameHead } from "../../../core/protocols/frames/frame-format.js";
import { isBinary, SERVER_PACKETS } from "../../../core/protocols/memcached/packet-format.js";
import { MemcachedReplies } from "../../../core/protocols/memcached/replies.js";
import type { Pseudonyms } from "../pseudonyms.js";
import type { CallBytes } from "./call-bytes.js";
import { FirstBytes } from "./first-bytes.js";
import { FrameMask } from "./frame-mask.js";
import { ReplyMask } from "./reply-mask.js";
import type { NewStreamMask } from "./stream-mask.js";

/** Bytes of a binary head that say how it is laid out; an opaque number and one for `cas` follow (BinaryProtocolRevamped). */
const LAYOUT = 12;
const HEAD = 24;
const COMMAND = /^(?:gets?|gats?|set|add|replace|append|prepend|cas|mg|ms)$/;
/** Words that begin a line of a reply and say all of it. */
const WORD = /^[A-Z_]{1,12}$/;
/** Numbers stay that are as small as flags, times and sizes are. */
const SMALL = /^-?\d{1,10}$/;

/** Of memcached stay the command that shows the protocol, the words of replies, and all lengths. */
export const memcachedMask: NewStreamMask = ({ isOlder }, names) => {
  let isLate = isOlder;
  let replies: ReplyMask | FrameMask<FrameHead> | null = null;
  const first = new FirstBytes((text) => (isBinary(text.charCodeAt(0)) ? maskHead(text) : maskCommand(text, names)));
  const begin = (call: CallBytes): void => {
    const [byte] = call.show(0, 1);
    if (byte === undefined) isLate = true;
    else if (isBinary(byte)) replies = new FrameMask(SERVER_PACKETS, { maskHead }, isLate);
    else replies = new ReplyMask(new MemcachedReplies(), (line, isWhole) => maskReply(line, isWhole, names), isLate);
  };
  return {
    asks: (call) => {
      if (replies === null) begin(call);
      first.take(call);
    },
    answers: (call) => {
      if (replies === null) begin(call);
      replies?.take(call);
    },
    miss: () => {
      isLate = true;
      replies?.lose();
    },
  };
};

function maskHead(head: string): string {
  return head.slice(0, LAYOUT) + "\0".repeat(Math.max(0, Math.min(head.length, HEAD) - LAYOUT));
}

/** The first line of a command, or its beginning: keys are replaced. */
function maskCommand(text: string, names: Pseudonyms): string {
  const end = text.indexOf("\n");
  const line = end < 0 ? text : text.slice(0, end + 1);
  const [command = ""] = line.split(" ", 1);
  if (!COMMAND.test(command)) return "";
  return (
    command + line.slice(command.length).replace(/[^ \r\n]+/g, (word, at: number) => maskWord(word, command, at, names))
  );
}

/** A number, a flag of a meta command, a key, or `noreply`; keys come first, but for `gat`. */
function maskWord(word: string, command: string, at: number, names: Pseudonyms): string {
  const isFirst = at === 1;
  const takesKeyFirst = !command.startsWith("gat");
  if (word === "noreply" || (SMALL.test(word) && isFirst !== takesKeyFirst && !/^gets?$/.test(command))) return word;
  if (/^\d+$/.test(word) && !isFirst && command === "cas") return "1".repeat(word.length);
  names.removed.add("keys", word);
  return "k".repeat(word.length);
}

/** A line of a reply without its LF. */
function maskReply(line: string, isWhole: boolean, names: Pseudonyms): string {
  const [word = ""] = /^\w+/.exec(line) ?? [];
  if (/^\d+$/.test(word)) return line.replace(/\d/g, "1");
  if (!WORD.test(word)) return line.replace(/[^\r ]/g, "x");
  const isValue = word === "VALUE";
  let index = 0;
  const rest = line.slice(word.length).replace(/[^ \r]+/g, (text) => {
    index++;
    const isLength = isWhole && (isValue ? index === 3 : word === "VA" && index === 1);
    const isNumber = isValue && index !== 1;
    if (isLength) return text;
    if (isNumber) return text.replace(/\d/g, "1");
    names.removed.add("keys", text);
    return "x".repeat(text.length);
  });
  return word + rest;
}
