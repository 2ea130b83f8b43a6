/** What single calls say in their arguments, as the grammar has them. */
import { parseArguments } from "../../../../src/core/strace/arguments/parse-arguments.js";
import { flagNames, integerOf, member, type Value } from "../../../../src/core/strace/arguments/value.js";
import type { Syscall } from "../../../../src/core/strace/call/syscall.js";
import { hasFlag, isConstant } from "./constants.js";

/** What epoll_ctl changes. */
export interface EpollChange {
  readonly set: number;
  readonly operation: "add" | "remove" | null;
  readonly fd: number;
  readonly key: string | null;
  /** The set is asked whether the fd takes bytes, each time. */
  readonly asksWritable: boolean;
}

/** `epoll_ctl(3, EPOLL_CTL_ADD, 7, {events=..., data={u64=1}}) = 0`; null if it is not known what changes. */
export function epollChange(call: Syscall): EpollChange | null {
  const [set, how, target, event] = call.args ?? [];
  const [setFd, fd, key] = [integerOf(set), integerOf(target), keyOf(event)];
  if (call.result.value !== 0 || setFd === null || fd === null) return null;
  const operation = isConstant(how, "EPOLL_CTL_DEL") ? "remove" : key === null ? null : "add";
  return { set: setFd, operation, fd, key, asksWritable: isAskingWritable(member(event, "events")) };
}

/** Edge-triggered sets are asked about writing always, so that it says nothing. Numbers are not looked at: that is rare. */
function isAskingWritable(events: Value | null): boolean {
  const names = flagNames(events);
  return names.includes("EPOLLOUT") && !names.includes("EPOLLET");
}

/** What a poll reports of one fd. */
export interface Reported {
  /** The fd of poll, or the key of an epoll set. */
  readonly of: number | string;
  readonly flags: Value | null;
}

/** `epoll_wait(3, [{events=EPOLLOUT|EPOLLHUP, data={u64=1}}], 64, -1) = 1`. */
export function epollEvents({ args }: Syscall): { readonly set: number | null; readonly events: readonly Reported[] } {
  const [set, events] = args ?? [];
  const items = events?.kind === "array" ? events.items : [];
  return {
    set: integerOf(set),
    events: items.map((event) => ({ of: keyOf(event) ?? "", flags: member(event, "events") })),
  };
}

/** The u64 of an epoll event as strace prints it. It stays text, because a JavaScript number cannot hold every u64. */
function keyOf(event: Value | undefined): string | null {
  const wide = member(member(event, "data") ?? undefined, "u64");
  return wide?.kind === "integer" ? wide.text : null;
}

/** `poll([{fd=5, events=POLLIN}], 1, 1000) = 1 ([{fd=5, revents=POLLHUP}])`: the answer stands after the result. */
export function pollAnswers(remark: string): readonly Reported[] {
  const [ready] = parseArguments(remark) ?? [];
  if (ready?.kind !== "array") return [];
  return ready.items.flatMap((item) => {
    const fd = integerOf(member(item, "fd"));
    return fd === null ? [] : [{ of: fd, flags: member(item, "revents") }];
  });
}

/** An fd that a message passes. */
export interface PassedFd {
  readonly fd: number;
  readonly decoration: string | null;
}

/** `sendmsg(5, {..., msg_control=[{cmsg_type=SCM_RIGHTS, cmsg_data=[7]}]}, 0)`. */
export function passedFds(call: Syscall): readonly PassedFd[] {
  const control = member(call.args?.[1], "msg_control");
  const messages = control?.kind === "array" ? control.items : [];
  return messages.flatMap((message) => {
    const data = isConstant(member(message, "cmsg_type"), "SCM_RIGHTS") ? member(message, "cmsg_data") : null;
    const items = data?.kind === "array" ? data.items : [];
    return items.flatMap((item) => {
      const fd = integerOf(item);
      const decoration = item.kind === "integer" ? (item.decoration ?? null) : null;
      return fd === null ? [] : [{ fd, decoration }];
    });
  });
}

/** The errno names of the numbers that `-X raw` prints, for example `[104]`. */
const ERRNO: Readonly<Record<number, string>> = { 32: "EPIPE", 104: "ECONNRESET", 110: "ETIMEDOUT" };

/** `getsockopt(5, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4]) = 0`; null if the call says nothing of an error. */
export function socketError({ args }: Syscall): string | null {
  const [, level, option, answer] = args ?? [];
  if (!isConstant(option, "SO_ERROR") || !isConstant(level, "SOL_SOCKET")) return null;
  const first = answer?.kind === "array" ? answer.items[0] : undefined;
  return flagNames(first)[0] ?? ERRNO[integerOf(first) ?? 0] ?? null;
}

/** `setsockopt(7, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8)`. strace 4 printed the members without `l_`. */
export function lingersZero({ args }: Syscall): boolean {
  const [, level, option, linger] = args ?? [];
  if (!isConstant(level, "SOL_SOCKET") || !isConstant(option, "SO_LINGER")) return false;
  const isOn = integerOf(member(linger, "l_onoff") ?? member(linger, "onoff"));
  const seconds = integerOf(member(linger, "l_linger") ?? member(linger, "linger"));
  return isOn !== null && isOn !== 0 && seconds === 0;
}

/** True if the child shares the fd table. The flags are an argument of clone, and a member of clone3's struct. */
export function sharesFiles({ name, args, argumentsText }: Syscall): boolean {
  if (name === "fork" || name === "vfork") return false;
  if (argumentsText.includes("CLONE_FILES")) return true;
  const [first, second] = args ?? [];
  const flags = member(first?.kind === "change" ? first.before : first, "flags");
  return hasFlag(flags ?? second, "CLONE_FILES");
}
