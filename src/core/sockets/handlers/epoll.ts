import { integerOf, member, type Value } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { hasFlag, isConstant } from "../constants.js";
import type { Handler, Handlers } from "../handler.js";
import type { Thread } from "../thread.js";
import { emitReady } from "./ready.js";

/** `epoll_ctl` as strace usually prints it. The patterns are faster than the grammar. */
const PLAIN_CTL =
  /^(\d+)(?:<[\w:[\]]*>)?, EPOLL_CTL_(?:ADD|MOD), (\d+)(?:<[^<>"]*(?:->[^<>"]*)?>)?, \{events=([A-Z|]+), data=\{u32=\d+, u64=(\d+)\}\}$/;
/** `epoll_wait` as strace usually prints it. */
const PLAIN_WAIT =
  /^(\d+)(?:<[\w:[\]]*>)?, \[((?:\{events=[A-Z|]+, data=\{u32=\d+, u64=\d+\}\}(?:, )?)+)\], \d+, -?\d+/;
const PLAIN_EVENT = /\{events=([A-Z|]+), data=\{u32=\d+, u64=(\d+)\}\}/g;
/** The events that matter here. `-X raw` prints numbers, which the grammar has to read. */
const RELEVANT = /EPOLL(?:ERR|HUP|RDHUP|OUT)|events=0x/;

/** `epoll_ctl(3, EPOLL_CTL_ADD, 7, {events=..., data={u64=1}}) = 0`: epoll_wait will report 1 for fd 7. */
const epollCtl: Handler = (_model, call, thread) => {
  if (call.result.value !== 0) return;
  const plain = PLAIN_CTL.exec(call.argumentsText);
  if (plain) {
    thread.table
      .epollSet(Number(plain[1]))
      .add(Number(plain[2]), plain[4] as string, isAskingWritable(plain[3] as string));
    return;
  }
  const [set, operation, target, event] = call.args ?? [];
  const [setFd, fd, key] = [integerOf(set), integerOf(target), keyOf(event)];
  if (setFd === null || fd === null) return;
  const watched = thread.table.epollSet(setFd);
  if (isConstant(operation, "EPOLL_CTL_DEL")) watched.remove(fd);
  else if (key !== null) watched.add(fd, key);
};

/** `epoll_wait(3, [{events=EPOLLOUT|EPOLLHUP, data={u64=1}}], 64, -1) = 1`. */
const epollWait: Handler = (model, call, thread) => {
  if (!RELEVANT.test(call.argumentsText) && !waitsToWrite(call, thread)) return;
  const { setFd, events } = eventsOf(call);
  if (setFd === null) return;
  const set = thread.table.epollSet(setFd);
  for (const { flags, key } of events) {
    const fd = set.fdOf(key);
    if (fd === undefined && hasHungUp(flags)) thread.table.hangUpUnplaced(call.end.line);
    const socket = fd === undefined ? undefined : thread.table.get(fd)?.socket;
    if (socket && fd !== undefined)
      emitReady(model, call, { socket, fd, flags, poll: "EPOLL", asksWritable: set.asksWritable(fd) });
  }
};

/** True if the set is asked about writing: then also an EPOLLIN alone says something. */
function waitsToWrite(call: Syscall, thread: Thread): boolean {
  return thread.table.epollSet(Number.parseInt(call.argumentsText, 10)).waitsToWrite;
}

/** Edge-triggered sets are left out: they are always asked about writing, and to read each of their waits costs time. */
function isAskingWritable(events: string): boolean {
  const names = events.split("|");
  return names.includes("EPOLLOUT") && !names.includes("EPOLLET");
}

interface ReadyEvents {
  readonly setFd: number | null;
  readonly events: readonly { readonly flags: Value | null; readonly key: string }[];
}

function eventsOf(call: Syscall): ReadyEvents {
  const [, plainFd, list] = PLAIN_WAIT.exec(call.argumentsText) ?? [];
  if (plainFd !== undefined && list !== undefined) {
    const events = [...list.matchAll(PLAIN_EVENT)].map(([, names = "", key = ""]) => ({ flags: flagsOf(names), key }));
    return { setFd: Number(plainFd), events };
  }
  const [set, events] = call.args ?? [];
  const items = events?.kind === "array" ? events.items : [];
  return {
    setFd: integerOf(set),
    events: items.map((event) => ({ flags: member(event, "events"), key: keyOf(event) ?? "" })),
  };
}

/** True if the peer is gone, or has ended its side: a program may close the connection for either. */
function hasHungUp(flags: Value | null): boolean {
  return hasFlag(flags, "EPOLLERR") || hasFlag(flags, "EPOLLHUP") || hasFlag(flags, "EPOLLRDHUP");
}

/** The value that the grammar returns for `EPOLLIN|EPOLLHUP`. */
function flagsOf(names: string): Value {
  const parts = names.split("|").map((text): Value => ({ kind: "symbol", text }));
  return { kind: "flags", parts, operators: parts.map((_, index) => (index === 0 ? "" : "|")) };
}

/** The u64 of an epoll event as strace prints it. It stays text, because a JavaScript number cannot hold every u64. */
function keyOf(event: Value | undefined): string | null {
  const data = member(event, "data");
  const wide = member(data ?? undefined, "u64");
  return wide?.kind === "integer" ? wide.text : null;
}

export const epoll = { "epoll-ctl": epollCtl, "epoll-wait": epollWait } satisfies Handlers;
