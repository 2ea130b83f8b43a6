import { blindSpots } from "../../rules/blind-spots.js";
import type { Effect } from "../../syscalls/row.js";
import { callRow } from "../../syscalls/rows.js";
import type { Sights, Silence, SilenceCode } from "./model.js";
import { SILENT_REASONS } from "./reasons.js";

/** What moves bytes that strace shows. */
const SHOWS: ReadonlySet<Effect> = new Set<Effect>(["read", "write"]);
const TRANSFERS: ReadonlySet<Effect> = new Set<Effect>([...SHOWS, "sendfile", "splice"]);
/** What a master does while its workers serve. */
const AWAITS_CHILDREN = new Set(["wait4", "waitpid", "waitid", "rt_sigsuspend", "sigsuspend", "pause"]);
/** A process that ends is no master that waits for its workers. */
const ENDS = new Set(["exit", "exit_group"]);
/** What a process does that has nothing to do. */
const WAITS = new Set([
  ...["epoll_wait", "epoll_pwait", "epoll_pwait2", "poll", "ppoll", "select", "pselect6", "futex", "restart_syscall"],
  ...["nanosleep", "clock_nanosleep", "rt_sigtimedwait", "io_getevents", "gettimeofday", "clock_gettime"],
]);

/** Why nothing of a capture could be judged. Ask only if nothing was. */
export function silenceOf(sights: Sights): Silence {
  const code = codeOf(sights);
  return { code, message: code in SILENT_REASONS ? SILENT_REASONS[code as keyof typeof SILENT_REASONS] : ofSpot(code) };
}

function codeOf(sights: Sights): SilenceCode {
  const { connections, responses, names } = sights;
  if (responses > 0) return ofResponses(sights);
  if (names.size === 0) return sights.hasTable ? "counts-only" : "no-calls";
  if (every(names, (name) => callRow(name)?.effect === "shutdown")) return "only-shutdown-traced";
  return connections === 0 ? withoutConnection(sights) : ofConnections(sights);
}

/** Responses were seen, and none is decided: a blind spot says why. */
function ofResponses({ blindSpots: met }: Sights): SilenceCode {
  return met.find((code) => code !== "capture-ends-early") ?? "capture-ends-early";
}

function withoutConnection({ names, isFollowed }: Sights): SilenceCode {
  const has = (effect: Effect): boolean => some(names, (name) => callRow(name)?.effect === effect);
  const listens = has("accept") || names.has("listen");
  const moves = some(names, (name) => TRANSFERS.has(callRow(name)?.effect ?? "pipe"));
  if (!isFollowed && has("clone")) return "children-not-followed";
  const isMaster = !moves && some(names, (name) => AWAITS_CHILDREN.has(name)) && !some(names, (name) => ENDS.has(name));
  if (!listens && isMaster) return "workers-not-traced";
  if (listens) return "no-connection";
  return every(names, (name) => WAITS.has(name)) ? "idle" : "no-socket";
}

function ofConnections(sights: Sights): SilenceCode {
  const { connections, openedBefore, carried, shown, names, isFollowed, unread, blindSpots: met } = sights;
  if (sights.tls > 0) return "encrypted";
  if (sights.http2 > 0) return "http2";
  if (sights.http1 > 0) return met.find((code) => code !== "capture-ends-early") ?? ofRequests(sights);
  if (sights.other > 0) return "other-protocol";
  if (met[0] !== undefined) return met[0];
  const effects = [...names].map((name) => callRow(name)?.effect);
  if (shown === 0 && unread > 0) return "lines-unread";
  if (carried > 0 && shown === 0)
    return effects.some((effect) => effect && SHOWS.has(effect)) ? "strings-hidden" : "transfers-not-traced";
  if (carried > 0) return openedBefore === connections ? "attached-mid-connection" : "no-head";
  if (!isFollowed && effects.includes("clone")) return "children-not-followed";
  const isTraced = some(names, isOfDescOnly) && effects.some((effect) => effect && TRANSFERS.has(effect));
  if (!isTraced) return "transfers-not-traced";
  return openedBefore === connections ? "attached-mid-connection" : "nothing-sent";
}

/** Requests were seen, and nothing that answers them. */
function ofRequests({ findings }: Sights): SilenceCode {
  return findings > 0 ? "unanswered" : "no-answer";
}

function ofSpot(code: Exclude<SilenceCode, never>): string {
  const { message, advice } = blindSpots[code as keyof typeof blindSpots];
  return `${message}: ${advice}`;
}

/** Without a call of `desc` alone, read and write may have been filtered out: `-e trace=network` has neither. */
function isOfDescOnly(name: string): boolean {
  const classes = callRow(name)?.classes ?? [];
  return classes.includes("desc") && !classes.includes("network");
}

function every(names: ReadonlySet<string>, matches: (name: string) => boolean): boolean {
  return [...names].every(matches);
}

function some(names: ReadonlySet<string>, matches: (name: string) => boolean): boolean {
  return [...names].some(matches);
}
