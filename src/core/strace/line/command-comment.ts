import { type TraceExpression, traceExpression } from "../../syscalls/trace-expression.js";
import type { LeftOut } from "../../syscalls/traced-calls.js";
import { type StraceOption, straceOptions } from "./strace-options.js";

/** `# strace OPTIONS... -- PROGRAM`: the command that a capture was recorded with, at its top. */
const START = "# strace ";
/** Options that leave no call out. */
const HARMLESS = /^-[ADEfFiIknNopqrstTuvxXyYa]$/;
const HARMLESS_LONG =
  /^--(?:seccomp-bpf|follow-forks|output(?:-separately|-append-mode)?|string-limit|attach|user|env|interruptible|columns|const-print-style|decode-(?:fds|pids)|(?:absolute-|relative-)?timestamps|syscall-(?:times|number)|quiet|silent|silence|strings-in-hex|no-abbrev|stack-traces?|instruction-pointer|kill-on-exit|daemonize|pidns-translation|arg-names)$/;
const HARMLESS_QUALIFIERS =
  /^(?:abbrev|a|decode-fds?|decode-pids?|fault|inject|kvm|quiet|q|silent|silence|raw|x|reads?|r|verbose|v|writes?|w)$/;
/** The words of a line, as a shell splits it. */
const WORD = /(?:'[^']*'|"[^"]*"|[^\s'"])+/g;

/** What such a comment says. */
export interface StatedCommand {
  /** The calls of its last `-e trace=`, which replaces those before it; null if it has none. */
  readonly calls: TraceExpression | null;
  /** The calls that its other options leave out, whatever they are called. */
  readonly leftOut: LeftOut;
}

/** True for a comment that says how the capture was recorded. */
export function isCommandComment(text: string): boolean {
  return text.startsWith(START);
}

/** Null if the text is no such comment, or if it has an option that nobody here knows. What was traced is then inferred. */
export function statedCommand(text: string): StatedCommand | null {
  if (!isCommandComment(text)) return null;
  const words = text.slice(START.length).match(WORD) ?? [];
  const options = straceOptions(words.map((word) => word.replace(/['"]/g, "")));
  const leftOut = { failed: false, successful: false, signals: false };
  let calls: TraceExpression | null = null;
  for (const option of options ?? []) {
    const { name, value } = asQualifier(option);
    if (name === "trace" || name === "t") {
      calls = traceExpression(value);
      if (!calls) return null;
    } else if (name === "-z" || name === "--successful-only") leftOut.failed = true;
    else if (name === "-Z" || name === "--failed-only" || name === "-P" || name === "--trace-path")
      leftOut.successful = true; // a path is a file's, and a socket has none
    else if (name === "status") {
      leftOut.failed ||= !has(value, "failed");
      leftOut.successful ||= !has(value, "successful");
    } else if (/^s(?:ignals?)?$/.test(name)) leftOut.signals ||= !has(value, "SIGTERM");
    else if (!HARMLESS.test(name) && !HARMLESS_LONG.test(name) && !HARMLESS_QUALIFIERS.test(name)) return null;
  }
  return options && { calls, leftOut };
}

/** What such a comment says of the calls, or null. */
export function statedCalls(text: string): TraceExpression | null {
  return statedCommand(text)?.calls ?? null;
}

/** `-e trace=write`, and as it may be shortened: `-e t=write`, `-e write`, `--trace=write`. Other options as they are. */
function asQualifier({ name, value }: StraceOption): StraceOption {
  if (name === "-e" || name === "--expr") {
    const equals = value.indexOf("=");
    return equals < 0 ? { name: "trace", value } : { name: value.slice(0, equals), value: value.slice(equals + 1) };
  }
  const long = name.slice(2);
  const isQualifier = /^(?:trace|signals?|status)$/.test(long) || HARMLESS_QUALIFIERS.test(long);
  return name.startsWith("--") && isQualifier ? { name: long, value } : { name, value };
}

/** True if a set such as `successful,failed`, `!SIGIO`, `all` or `none` holds the word. */
function has(set: string, word: string): boolean {
  const list = set.replace(/^!+/, "");
  const isExcepted = (set.length - list.length) % 2 === 1;
  const words = list.split(",").map((each) => each.trim().toUpperCase());
  const short = word.toUpperCase();
  return (words.includes("ALL") || words.includes(short) || words.includes(short.replace(/^SIG/, ""))) !== isExcepted;
}

/** A comment that states the same, and nothing else. */
export function commandComment({ calls, leftOut }: StatedCommand): string {
  const options = [
    leftOut.failed ? "-z" : null,
    leftOut.successful ? "-Z" : null,
    leftOut.signals ? "-e signal=none" : null,
    calls ? `-e trace=${calls.text}` : null,
  ];
  return START + options.filter((option) => option !== null).join(" ");
}

/** A comment that states these calls, and nothing else. */
export function callsComment(calls: TraceExpression): string {
  return commandComment({ calls, leftOut: { failed: false, successful: false, signals: false } });
}
