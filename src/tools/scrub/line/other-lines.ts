import { commandComment, statedCommand } from "../../../core/strace/line/command-comment.js";
import { eventLine } from "../../../core/strace/line/event-line.js";
import { splitNotice } from "../../../core/strace/line/notice.js";
import { isSignal } from "../vocabulary.js";
import type { ArgumentsMask } from "./arguments.js";
import { shapeOf } from "./mask.js";
import { maskName } from "./names.js";
import { digitCount, type NumberChoice, PID, withShortNumbers } from "./numbers.js";
import { BEGUN } from "./places.js";

/** `eventLine` needs the line's reference, which is not used here. */
const NOWHERE = { pid: null, line: 0, time: null };

/** Replaces a line that is not strace's. */
export const FOREIGN = "(not of strace)";
/** Replaces a comment at the top. It is a comment itself, because further comments may follow that are read. */
export const COMMENT = `# ${FOREIGN}`;
/** Digits of an exit status, which is at most 255. */
const STATUS = 3;

/** A comment at the top of a capture. Of a command line of strace, the calls that it traced stay. */
export function maskComment(text: string): { readonly masked: string; readonly removed: string } {
  const command = statedCommand(text);
  const saysMore = command && (command.calls || Object.values(command.leftOut).some(Boolean));
  if (!saysMore) return { masked: COMMENT, removed: text };
  return { masked: commandComment(command), removed: text.split(" -- ").slice(1).join(" -- ") };
}

/** `--- SIGCHLD {...} ---`, `+++ exited with 0 +++`, `[ Process PID=7 runs in 32 bit mode. ]`; null for another line. */
export function maskEvent(text: string, args: ArgumentsMask): string | null {
  const event = eventLine(text, () => NOWHERE);
  switch (event?.kind) {
    case undefined:
      return null;
    case "stopped":
      return `--- stopped by ${signal(event.signal)} ---`;
    case "signal":
      return `--- ${signal(event.signal)}${event.info === "" ? "" : ` ${siginfo(event.info, args)}`} ---`;
    case "killed":
      return `+++ killed by ${signal(event.signal)}${event.coreDumped ? " (core dumped)" : ""} +++`;
    case "exit":
      return `+++ exited with ${withShortNumbers(String(event.status), STATUS)} +++`;
    case "superseded":
      return `+++ superseded by execve in pid ${withShortNumbers(String(event.by), PID)} +++`;
    case "personality": {
      const isKnown = /^(?:(?:32|64) bit|x32)$/.test(event.mode);
      return `[ Process PID=${withShortNumbers(String(event.process), PID)} runs in ${isKnown ? event.mode : shapeOf(event.mode)} mode. ]`;
    }
  }
}

function signal(name: string): string {
  return isSignal(name) ? name : `SIG${shapeOf(name.slice(3)).toUpperCase()}`;
}

const ofSender: NumberChoice = (number, { previous, beforePrevious }) =>
  previous === "=" && beforePrevious === "si_pid" && digitCount(number) <= PID;

/** Only the sender's pid stays: a program may send any number with a signal, and the kernel reports addresses. */
function siginfo(info: string, args: ArgumentsMask): string {
  return info.startsWith("(") ? shapeOf(info) : args.mask(info, null, ofSender, BEGUN); // a width may cut it
}

/** What strace before 4.6 adds to a message, in parentheses. */
const WAITING = "(waiting for parent)";

/** A message of strace's own: the words that strace has printed stay. */
export function maskNotice(text: string): string {
  const parts = splitNotice(text);
  if (!parts) return shapeOf(text);
  const [words = ""] = parts.words.split("(", 1);
  const said = parts.words.slice(words.length);
  const isWhole = !/^[\w.:-]/.test(parts.rest); // otherwise the last number goes on in it
  return (
    parts.lead +
    shapeAround(parts.program) +
    withShortNumbers(words, isWhole ? PID : 0) +
    (said === WAITING ? said : shapeOf(said)) +
    shapeOf(parts.rest)
  );
}

/** Only the word `strace` stays: strace may be started through a link of any name, in a folder of any name. */
function shapeAround(name: string): string {
  return name.split("strace").map(shapeOf).join("strace");
}

const TITLES = new Set(
  "time wall seconds usecs call calls errors syscall shortest longest wall-total total System call usage summary for bit mode x32".split(
    " ",
  ),
);

/** The table of `-c`, and the banner of `--tips`. Only the titles and the names of calls stay. */
export function maskSummary(text: string): string {
  return text.replace(/[\w\x80-\xff?-]+/g, (word) =>
    TITLES.has(word) || /^wall-(?:total|min|avg|max)$/.test(word) ? word : maskName(word),
  );
}
