import type { Value } from "../../../src/core/strace/arguments/value.js";
import type { Syscall } from "../../../src/core/strace/call/syscall.js";
import { ask, isIt, numberFrom, tell, textFrom } from "./asker.js";
import { hasFlag } from "./by-grammar/constants.js";
import {
  epollChange,
  epollEvents,
  lingersZero,
  passedFds,
  pollAnswers,
  type Reported,
  sharesFiles,
  socketError,
} from "./by-grammar/structs.js";
import { equal } from "./equal.js";

/**
 * True for arguments of which TypeScript knows nothing: the grammar cannot read them, or they are those of a lone
 * second half and begin with the first one, which strace prints in the first half.
 */
function isNoCall({ args, part, argumentsText }: Syscall): boolean {
  return args === null || (part === "resumed" && /^\w/.test(argumentsText));
}

/** The flags that the engine looks at, with their bits. */
const FLAGS = { IN: 1, OUT: 4, ERR: 8, HUP: 16, RDHUP: 0x2000 } as const;
type Flag = keyof typeof FLAGS;

const REMOVES = 2;
const ADDS = 1;
const MOST = 0xffff_ffff_ffff_ffffn;

/** The engine does not keep the digits of a number beyond 64 bits: no key that strace prints is so large. */
function keyOf(text: string | null): string | null {
  const isNumber = text !== null && /^(?:\d{20,}|0x[\da-f]{17,})$/.test(text);
  return isNumber && BigInt(text) > MOST ? "large" : text;
}

/** The engine reads what epoll_ctl changes. */
export function sameEpollChange(call: Syscall): void {
  if (isNoCall(call)) return;
  const change = epollChange(call);
  tell(call);
  const isRead = call.result.value === 0 && isIt("readEpollChange");
  const operation = isRead ? { [REMOVES]: "remove", [ADDS]: "add" }[ask("epollOperation")] : undefined;
  equal(operation ?? null, change?.operation ?? null, "operation");
  if (!operation || !change) return;
  equal(numberFrom("epollSet"), change.set, "set");
  equal(numberFrom("epollFd"), change.fd, "fd");
  if (operation === "add") equal(keyOf(textFrom("sayEpollKey")), keyOf(change.key), "key");
  if (operation === "add" && isIt("epollAsksWritable")) equal(true, change.asksWritable, "asks"); // it asks of plain forms alone
}

/** The engine reads what epoll_wait reports. */
export function sameEpollEvents(call: Syscall): void {
  if (isNoCall(call)) return;
  const { set, events } = epollEvents(call);
  tell(call);
  const isRead = isIt("beginEpollEvents");
  equal(isRead, set !== null, "set is known");
  if (!isRead) return;
  equal(numberFrom("epollEventsSet"), set, "set");
  for (const { of, flags } of events) {
    equal(isIt("nextEpollEvent"), true, "another event");
    equal(keyOf(textFrom("sayEventKey") ?? ""), keyOf(of as string), "key");
    sameFlags(ask("epollReady"), "EPOLL", flags);
  }
  equal(isIt("nextEpollEvent"), false, "one event more");
}

/** The engine reads what poll reports. */
export function samePollAnswers(call: Syscall): void {
  const { remarks } = call.result;
  tell(call);
  if (!isIt("beginPollAnswers")) return;
  const found: [number | null, number][] = [];
  while (isIt("nextPollAnswer")) found.push([numberFrom("pollFd"), ask("pollReady")]);
  const remark = remarks.find((each) => isSame(found, pollAnswers(each)));
  equal(remark !== undefined, true, "one of the remarks");
}

function isSame(found: readonly (readonly [number | null, number])[], answers: readonly Reported[]): boolean {
  if (found.length !== answers.length) return false;
  return answers.every(
    ({ of, flags }, index) => found[index]?.[0] === of && found[index]?.[1] === bitsOf("POLL", flags),
  );
}

function sameFlags(own: number, poll: "EPOLL" | "POLL", flags: Value | null): void {
  equal(own, bitsOf(poll, flags), "flags");
}

function bitsOf(poll: "EPOLL" | "POLL", flags: Value | null): number {
  const names = (Object.keys(FLAGS) as Flag[]).filter((name) => hasFlag(flags, `${poll}${name}`));
  return names.reduce((sum, name) => sum + FLAGS[name], 0);
}

/** The engine reads the fds of a message. */
export function samePassedFds(call: Syscall): void {
  tell(call);
  ask("beginPassedFds");
  for (const { fd, decoration } of passedFds(call)) {
    equal(isIt("nextPassedFd"), true, "another fd");
    equal(numberFrom("passedFd"), fd, "fd");
    equal(textFrom("sayPassedDecoration"), decoration, "decoration");
  }
  equal(isIt("nextPassedFd"), false, "one fd more");
}

/** The engine reads options of sockets, and the flags of clone. */
export function sameOptions(call: Syscall): void {
  tell(call);
  const error = isIt("holdsPart", 3) && isIt("readSocketError") ? textFrom("saySocketError") : null;
  equal(error, isIt("holdsPart", 3) ? socketError(call) : null, "error");
  equal(isIt("sharesFiles"), sharesFiles(call), "shares files");
  if (lingersZero(call)) equal(isIt("isLingerOfNothing", ask("argument", 3)), true, "linger");
}
