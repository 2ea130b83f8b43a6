import { callsComment, statedCalls } from "../../../core/strace/line/command-comment.js";
import { isSyscallName } from "../../../core/syscalls/names.js";
import { isSignal } from "../vocabulary.js";
import type { ArgumentsMask } from "./arguments.js";
import { shapeOf } from "./mask.js";

/** Stands for a line that is not strace's. */
export const FOREIGN = "(not of strace)";
/** And for a comment at the top: behind it may stand another one, which is read. */
export const COMMENT = `# ${FOREIGN}`;

/** A comment at the top of a capture: of a command that strace was run with, the calls that it traced stay. */
export function maskComment(text: string): { readonly masked: string; readonly removed: string } {
  const calls = statedCalls(text);
  if (!calls) return { masked: COMMENT, removed: text };
  return { masked: callsComment(calls), removed: text.split(" -- ").slice(1).join(" -- ") };
}

/** `--- SIGCHLD {...} ---`, `+++ exited with 0 +++`, `[ Process PID=7 runs in 32 bit mode. ]`; null for another line. */
export function maskEvent(text: string, args: ArgumentsMask): string | null {
  const stopped = /^--- stopped by (\S+) ---$/.exec(text)?.[1];
  if (stopped !== undefined) return `--- stopped by ${signal(stopped)} ---`;
  const [, name, info] = /^--- (SIG\w+|\d+)(?: (\{.*\}|\(.*\)))? ---$/s.exec(text) ?? [];
  if (name !== undefined) return `--- ${signal(name)}${info === undefined ? "" : ` ${siginfo(info, args)}`} ---`;
  if (/^\+\+\+ (?:exited with \d+|superseded by execve in pid \d+) \+\+\+$/.test(text)) return text;
  const [, killer, core = ""] = /^\+\+\+ killed by (\S+)( \(core dumped\))? \+\+\+$/.exec(text) ?? [];
  if (killer !== undefined) return `+++ killed by ${signal(killer)}${core} +++`;
  const [, pid, mode = ""] = /^\[ Process PID=(\d+) runs in (.+?) mode\. \]$/.exec(text) ?? [];
  const isKnown = /^(?:(?:32|64) bit|x32)$/.test(mode);
  return pid === undefined ? null : `[ Process PID=${pid} runs in ${isKnown ? mode : shapeOf(mode)} mode. ]`;
}

function signal(name: string): string {
  return isSignal(name) ? name : `SIG${shapeOf(name.slice(3))}`;
}

/** A program may send any number with a signal, and the kernel reports addresses: only the sender's pid stays. */
function siginfo(info: string, args: ArgumentsMask): string {
  return info.startsWith("(") ? shapeOf(info) : args.mask(info, null, (name) => name === "si_pid");
}

const SAID =
  /^(Process \d+ (?:attached(?: with \d+ threads)?|detached)|Exit of unknown pid \d+|Detached unknown pid \d+|Can't stat ')?(.*)$/s;

/** A message of strace's own. */
export function maskNotice(text: string): string {
  const usage = /^Try '(\S+) -h' for more information\.$/.exec(text)?.[1];
  if (usage !== undefined) return `Try '${shapeAround(usage)} -h' for more information.`;
  const [, who = "", said = ""] = /^(\S+: )(.*)$/s.exec(text) ?? [];
  if (who === "") return shapeOf(text);
  const [, known = "", rest = ""] = SAID.exec(said) ?? [];
  return shapeAround(who) + known + shapeOf(rest);
}

/** strace's name may be a link's, in a folder of any name: only the word itself stays. */
function shapeAround(name: string): string {
  return name.split("strace").map(shapeOf).join("strace");
}

const TITLES = new Set(
  "time wall seconds usecs call calls errors syscall shortest longest wall-total total System call usage summary for bit mode x32".split(
    " ",
  ),
);

/** The table of `-c`, and the banner of `--tips`. */
export function maskSummary(text: string): string {
  return text.replace(/[A-Za-z_?][\w?-]*/g, (word) =>
    TITLES.has(word) || isSyscallName(word) || word.startsWith("wall-") ? word : shapeOf(word),
  );
}
