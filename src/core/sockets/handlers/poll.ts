import { parseArguments } from "../../strace/arguments/parse-arguments.js";
import { integerOf, member } from "../../strace/arguments/value.js";
import type { Handler, Handlers } from "../handler.js";
import { emitReady } from "./ready.js";

/** The events that matter here. `-X raw` prints numbers, which the grammar has to read. */
const RELEVANT = /POLL(?:ERR|HUP|RDHUP|OUT)|0x/;

/** What the program asked about each fd. */
const ASKED = /\{fd=(\d+)(?:<[^{}]*>)?, events=([A-Z|]+)\}/g;

/** `poll([{fd=5, events=POLLIN}], 1, 1000) = 1 ([{fd=5, revents=POLLHUP}])`: the answer stands after the result. */
const polled: Handler = (model, call, thread) => {
  const asks = call.argumentsText.includes("POLLOUT");
  const answer = call.result.remarks.find((remark) => isRelevant(remark) || (asks && remark.includes("revents=")));
  const [ready] = answer === undefined ? [] : (parseArguments(answer) ?? []);
  if (ready?.kind !== "array") return;
  const asked = asks ? fdsAskedWritable(call.argumentsText) : NONE;
  for (const item of ready.items) {
    const fd = integerOf(member(item, "fd"));
    const socket = fd === null ? undefined : thread.table.get(fd)?.socket;
    const flags = member(item, "revents");
    if (socket && fd !== null) emitReady(model, call, { socket, fd, flags, poll: "POLL", asksWritable: asked.has(fd) });
  }
};

const NONE: ReadonlySet<number> = new Set();

function fdsAskedWritable(text: string): ReadonlySet<number> {
  const asked = [...text.matchAll(ASKED)].filter(([, , events = ""]) => events.split("|").includes("POLLOUT"));
  return new Set(asked.map(([, fd]) => Number(fd)));
}

function isRelevant(remark: string): boolean {
  const first = remark.indexOf("revents=");
  return first >= 0 && RELEVANT.test(remark.slice(first));
}

export const poll = { poll: polled } satisfies Handlers;
