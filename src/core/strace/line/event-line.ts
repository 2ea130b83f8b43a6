import type { LineRef } from "../call/syscall.js";
import type { ProcessEvent, StraceEvent } from "../event.js";
import { isHexdump } from "./hexdump.js";

const SIGNAL = /^--- (SIG\w+|\d+)(?: (\{.*\}|\(.*\)))? ---$/s;
const STOPPED = /^--- stopped by (\S+) ---$/;
const EXITED = /^\+\+\+ exited with (\d+) \+\+\+$/;
const KILLED = /^\+\+\+ killed by (\S+)( \(core dumped\))? \+\+\+$/;
const SUPERSEDED = /^\+\+\+ superseded by execve in pid (\d+) \+\+\+$/;
const PERSONALITY = /^\[ Process PID=(\d+) runs in (.+?) mode\. \]$/;

/** A line that says what happened to a thread or process: a signal, its end, its personality. Null where it does not. */
export function eventLine(text: string, place: () => LineRef): ProcessEvent | null {
  if (text.startsWith("--- ")) return signalLine(text, place());
  if (text.startsWith("+++ ")) return endLine(text, place());
  const personality = text.startsWith("[ ") ? PERSONALITY.exec(text) : null;
  if (!personality) return null;
  return { kind: "personality", process: Number(personality[1]), mode: personality[2] as string, at: place() };
}

function signalLine(text: string, at: LineRef): ProcessEvent | null {
  const stopped = STOPPED.exec(text);
  if (stopped) return { kind: "stopped", signal: stopped[1] as string, at };
  const [, signal, info] = SIGNAL.exec(text) ?? [];
  return signal === undefined ? null : { kind: "signal", signal, info: info ?? "", at };
}

function endLine(text: string, at: LineRef): ProcessEvent | null {
  const exited = EXITED.exec(text);
  if (exited) return { kind: "exit", status: Number(exited[1]), at, isBehindResumed: false };
  const [, signal, core] = KILLED.exec(text) ?? [];
  if (signal !== undefined) {
    return { kind: "killed", signal, coreDumped: core !== undefined, at, isBehindResumed: false };
  }
  const superseded = SUPERSEDED.exec(text);
  return superseded ? { kind: "superseded", by: Number(superseded[1]), at } : null;
}

/** strace's name as it was typed: `strace:`, `../src/strace-6.1:`, `/usr/bin/strace:`. */
const NOTICE = /^(?:[^\s:]*\/)?[^\s:/]*strace[^\s:/]*: /;
/** What strace says under any other name (`argv[0]` may be a link of any name). */
const SAID =
  /^\S+: (?:Process \d+ (?:attached|detached)\b|Exit of unknown pid \d+|Detached unknown pid \d+|Can't stat ')/;
const ATTACHED = /(?:^|\S*\/)?\S+: Process (\d+) attached(?: with \d+ threads)?$/;
const USAGE = /^Try '\S+ -h' for more information\.$/;

/** A message of strace's own, or null. `Process N attached` may stand behind an open line: `clone(flags=XXstrace: ...`. */
export function noticeLine(text: string, at: LineRef): StraceEvent | null {
  if (!NOTICE.test(text) && !SAID.test(text) && !USAGE.test(text)) return null;
  const attached = ATTACHED.exec(text)?.[1];
  return { kind: "notice", text, attached: attached === undefined ? null : Number(attached), at };
}

/** Lines that strace prints below a call, without any prefix. */
export function belowCall(text: string, at: LineRef): StraceEvent | null {
  if (text.charCodeAt(0) !== 0x20) return null;
  if (text.startsWith(" > ")) return { kind: "frame", text, at };
  return isHexdump(text) ? { kind: "hexdump", text, at } : null;
}
