import { RespReplies } from "../../../core/protocols/resp/replies.js";
import { BODY } from "../line/mask.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { FirstBytes } from "./first-bytes.js";
import { ReplyMask } from "./reply-mask.js";
import type { NewStreamMask } from "./stream-mask.js";

/** The beginning of a command (core/protocols/resp/resp.ts): its name stays if Redis has it. */
const COMMAND = /^(\*[1-9]\d{0,6}\r\n\$[1-9]\d?\r\n)([A-Za-z0-9._-]+)(\r?\n?)/;
const COMMANDS = new Set(
  `append auth bgsave bitcount blpop brpop client cluster command config dbsize decr decrby del discard dump echo eval evalsha exec exists
  expire expireat flushall flushdb get getdel getex getrange getset hdel hello hexists hget hgetall hincrby hkeys hlen hmget hmset hscan hset
  hvals incr incrby info keys lindex llen lpop lpush lrange lrem lset ltrim mget monitor mset multi object persist pexpire ping psetex
  psubscribe psync pttl publish quit replconf rename restore rpop rpush sadd scan scard select set setex setnx sismember slaveof smembers spop
  srem sscan strlen subscribe sync time ttl type unlink unsubscribe unwatch wait watch xadd xack xlen xrange xread xreadgroup zadd zcard
  zcount zincrby zrange zrangebyscore zrank zrem zscan zscore`.split(/\s+/),
);
/** Replies and errors that Redis has (the first word of the text). */
const WORDS = new Set(
  `OK PONG QUEUED FULLRESYNC CONTINUE ERR WRONGTYPE MOVED ASK NOAUTH NOSCRIPT LOADING BUSY READONLY MASTERDOWN OOM NOPERM
  WRONGPASS EXECABORT CLUSTERDOWN TRYAGAIN CROSSSLOT MISCONF NOREPLICAS`.split(/\s+/),
);
/** Kinds that carry text; counts, which stay; true, false and null, which stay as well. Any other kind carries a number. */
const TEXT = /^[+-]/;
const COUNT = /^[$=!*~>%|](?:\d{1,15}|-1)?$/;
const PLAIN = /^(?:#[tf]|_)$/;

/** Of what Redis speaks stay the name of the first command, the types of replies, and all lengths. */
export const respMask: NewStreamMask = ({ isOlder }, names) => {
  const first = new FirstBytes((text) => maskCommand(text, names));
  const replies = new ReplyMask(new RespReplies(), (line) => maskReply(line, names), isOlder);
  return {
    asks: (call) => first.take(call),
    answers: (call) => replies.take(call),
    miss: () => replies.lose(),
  };
};

function maskCommand(text: string, names: Pseudonyms): string {
  const [, start = "", name = "", end = ""] = COMMAND.exec(text) ?? [];
  if (!COMMANDS.has(name.toLowerCase()) && name !== "") names.removed.count("commands"); // other calls may be called so
  return start + (COMMANDS.has(name.toLowerCase()) ? name : "X".repeat(name.length)) + end;
}

/** A line of a reply without its LF. */
function maskReply(line: string, names: Pseudonyms): string {
  const end = line.endsWith("\r") ? "\r" : "";
  const text = line.slice(0, line.length - end.length);
  if (COUNT.test(text) || PLAIN.test(text)) return line;
  const [, word = ""] = /^[+-]([A-Z]+)/.exec(text) ?? [];
  const kept = 1 + (WORDS.has(word) ? word.length : 0);
  const rest = text.slice(kept);
  if (TEXT.test(text)) {
    names.removed.add("replies", rest);
    return text.slice(0, kept) + rest.replace(/[^ ]/g, "x") + end;
  }
  const isNumber = /^[:,(]/.test(text);
  return (
    text.slice(0, 1) +
    (isNumber ? rest.replace(/\d/g, "1").replace(/[^-+.einfa1]/gi, BODY) : BODY.repeat(rest.length)) +
    end
  );
}
