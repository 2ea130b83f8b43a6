import { parseArguments } from "../../strace/arguments/parse-arguments.js";
import { integerOf, member } from "../../strace/arguments/value.js";
import type { Handler, Handlers } from "../handler.js";
import { emitReady } from "./ready.js";

/** The events that matter here. `-X raw` prints numbers, which the grammar has to read. */
const RELEVANT = /revents=.*(?:POLL(?:ERR|HUP|RDHUP|OUT)|0x)/;

/** `poll([{fd=5, events=POLLIN}], 1, 1000) = 1 ([{fd=5, revents=POLLHUP}])`: the answer stands after the result. */
const polled: Handler = (model, call, thread) => {
  const answer = call.result.remarks.find((remark) => RELEVANT.test(remark));
  const [ready] = answer === undefined ? [] : (parseArguments(answer) ?? []);
  if (ready?.kind !== "array") return;
  for (const item of ready.items) {
    const fd = integerOf(member(item, "fd"));
    const socket = fd === null ? undefined : thread.table.get(fd)?.socket;
    const flags = member(item, "revents");
    if (socket && fd !== null) emitReady(model, call, { socket, fd, flags, poll: "POLL" });
  }
};

export const poll = { poll: polled } satisfies Handlers;
