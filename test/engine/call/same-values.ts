import { flagNames, integerOf, type Value } from "../../../src/core/strace/arguments/value.js";
import { ask, isIt, numberFrom, textFrom } from "./asker.js";
import { type Constant, hasFlag, isConstant, isStreamType } from "./by-grammar/constants.js";
import { equal } from "./equal.js";

/** In the order of the engine (src/engine/assembly/arguments/constants.ts). */
export const CONSTANTS = (
  "AF_UNIX AF_LOCAL AF_INET AF_INET6 AF_NETLINK SOCK_STREAM SOCK_CLOEXEC O_CLOEXEC FD_CLOEXEC F_DUPFD F_DUPFD_CLOEXEC F_SETFD " +
  "FIOCLEX FIONCLEX MSG_PEEK MSG_ERRQUEUE SHUT_RD SHUT_WR SHUT_RDWR SOL_SOCKET SOL_TCP SO_ERROR SO_LINGER SCM_RIGHTS " +
  "EPOLL_CTL_DEL EPOLLIN EPOLLOUT EPOLLERR EPOLLHUP EPOLLRDHUP POLLIN POLLOUT POLLERR POLLHUP POLLRDHUP CLONE_FILES " +
  "CLOSE_RANGE_UNSHARE CLOSE_RANGE_CLOEXEC MSG_CMSG_CLOEXEC IORING_SETUP_SQPOLL"
).split(" ") as Constant[];

/** A name that the engine keeps as it is also where the grammar had to read it. */
const WORD = /^[\w?$][\w?.:$]*(?:-[\w.:]+)*$/;
const NAME = /^[A-Za-z_]\w*$/;
/** So deep are values looked at: no call that is asked about has its own deeper. */
const DEEP = 8;

/** Whatever can be asked of a value, the engine answers of the one at this address as TypeScript does. */
export function sameValue(value: Value, at: number, depth = 0): void {
  if (depth > DEEP) return;
  equal(numberFrom("integerOf", at), integerOf(value));
  const told = {
    array: isIt("isArray", at),
    struct: isIt("isStruct", at),
    string: isIt("isString", at),
    integer: isIt("isInteger", at),
    call: isIt("isCall", at) && value.kind !== "empty" && value.kind !== "flags", // `_()` may stand for them (host/canonical.ts)
    change: ask("changeOf", at) !== 0,
  };
  for (const [kind, isThis] of Object.entries(told)) equal(isThis, value.kind === kind, kind);
  sameFlags(value, at);
  if (value.kind === "change") sameValue(value.after, ask("changeOf", at), depth + 1);
  else if (value.kind === "array") sameItems(value, at, depth);
  else if (value.kind === "struct") sameMembers(value, at, depth);
  else if (value.kind === "string") {
    equal(textFrom("sayString", at), value.bytes);
    equal(isIt("isCutString", at), value.cut);
  } else if (value.kind === "call") sameArguments(value.args, ask("argumentsOfCall", at), depth);
}

/** True for the dots that a person put in the place of a value. */
export function sameLeftOut(value: Value, at: number): void {
  equal(isIt("isLeftOut", at), value.kind === "symbol" && value.text === "...", "left out");
}

function sameFlags(value: Value, at: number): void {
  for (const [index, name] of CONSTANTS.entries()) {
    equal(isIt("hasFlag", at, index), hasFlag(value, name), name);
    equal(isIt("isConstant", at, index), isConstant(value, name), name);
  }
  equal(isIt("isStreamType", at), isStreamType(value));
  const [first = null] = flagNames(value);
  const own = textFrom("sayFirstName", at);
  if (first === null || WORD.test(first)) equal(own, first);
  else equal(own === null, false);
}

function sameItems({ items, cut }: Extract<Value, { kind: "array" }>, at: number, depth: number): void {
  equal(isIt("isCutArray", at), cut);
  let item = ask("firstItem", at);
  for (const each of items) {
    equal(item === 0, false);
    if (each.kind !== "named") sameValue(each, item, depth + 1);
    item = ask("nextItem", item);
  }
  equal(item, 0);
}

function sameMembers({ members }: Extract<Value, { kind: "struct" }>, at: number, depth: number): void {
  let each = ask("firstMember", at);
  for (const { name, value } of members) {
    equal(each === 0, false);
    if (name === null || NAME.test(name)) equal(textFrom("sayName", each), name ?? "");
    sameValue(value, ask("memberValue", each), depth + 1);
    if (name !== null) sameLeftOut(value, ask("memberValue", each));
    each = ask("nextItem", each);
  }
  equal(each, 0);
}

function sameArguments(args: readonly Value[], first: number, depth: number): void {
  let at = first;
  for (const each of args) {
    equal(at === 0, false);
    if (each.kind !== "named") sameValue(each, at, depth + 1);
    at = ask("elementAfter", at);
  }
  equal(at, 0);
}
