import type { ProcessEvent } from "../event.js";
import type { LineRef } from "./line-ref.js";
import { withoutNote } from "./pasted/note.js";

/** A signal whose siginfo, or what old versions print in its place, the width of a terminal cut. */
const CUT_SIGNAL = /^--- (SIG\w+) ([{(].*)$/s;
const SIGNAL = /^--- (SIG\w+|\d+)(?: (\{.*\}|\(.*\)))? ---$/s;
const STOPPED = /^--- stopped by (\S+) ---$/;
const EXITED = /^\+\+\+ exited with (\d+) \+\+\+$/;
const KILLED = /^\+\+\+ killed by (\S+)( \(core dumped\))? \+\+\+$/;
const SUPERSEDED = /^\+\+\+ superseded by execve in pid (\d+) \+\+\+$/;
const PERSONALITY = /^\[ Process PID=(\d+) runs in (.+?) mode\. \]$/;

/**
 * What happened to a thread or process: a signal, its end, a change of its personality. Null for other text.
 *
 * @param text the line proper
 * @param take makes the reference of the line; called only if the line may be such an event
 */
export function eventLine(text: string, take: () => LineRef): ProcessEvent | null {
  if (text.startsWith("--- ")) return signalLine(withoutNote(text), take());
  if (text.startsWith("+++ ")) return endLine(withoutNote(text), take());
  const personality = text.startsWith("[ ") ? PERSONALITY.exec(text) : null;
  if (!personality) return null;
  return { kind: "personality", process: Number(personality[1]), mode: personality[2] as string, at: take() };
}

function signalLine(text: string, at: LineRef): ProcessEvent | null {
  const stopped = STOPPED.exec(text);
  if (stopped) return { kind: "stopped", signal: stopped[1] as string, at };
  const [, signal, info] = SIGNAL.exec(text) ?? CUT_SIGNAL.exec(text) ?? [];
  return signal === undefined ? null : { kind: "signal", signal, info: info ?? "", at };
}

function endLine(text: string, at: LineRef): ProcessEvent | null {
  const exited = EXITED.exec(text);
  if (exited) return { kind: "exit", status: Number(exited[1]), at, isAfterResumed: false };
  const [, signal, core] = KILLED.exec(text) ?? [];
  if (signal !== undefined)
    return { kind: "killed", signal, coreDumped: core !== undefined, at, isAfterResumed: false };
  const superseded = SUPERSEDED.exec(text);
  return superseded ? { kind: "superseded", by: Number(superseded[1]), at } : null;
}
