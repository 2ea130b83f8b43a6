import { withoutStrings } from "../arguments/decoration.js";
import { unquote } from "../arguments/unquote.js";
import type { LineRef } from "../call/syscall.js";

/**
 * On stderr, strace's messages and the traced program's own output share one stream with the trace. They cut
 * a line between the moment when a call began and the moment when it ended.
 */
export interface CutLine {
  readonly name: string;
  /** The arguments printed so far. */
  readonly text: string;
  readonly at: LineRef;
  /** A message of strace's own cut it, so that the next line goes on with it however that looks. */
  readonly byMessage: boolean;
}

/** What a line looks like that goes on with one that was cut. */
const CONTINUATION = /^(?:\) += |, | => | ?<(?:unfinished|detached) \.\.\.>$| ?<pid changed to \d+ \.\.\.>$)/;
/** The end of a call behind other text: the program's output had no newline. */
const LATE_END = /\) += (?:\?|-?(?:0x[0-9a-f]+|\d+))(?: [A-Z]\w* \([^()]*\))?(?: <[\d.]+>)?$/;
const UNFINISHED = / ?<(?:unfinished|detached|pid changed to \d+) \.\.\.>$/;
/** How a first half nearly always ends. */
const PLAINLY = " <unfinished ...>";
const DETACHED = /<detached \.\.\.>$/;
const CANNOT_RESTART = / <Cannot restart pid \d+ with ptrace\([A-Z_]+\): [^<>]*>$/;

/** The rest of a cut line in `text`, behind whatever the program printed before it; null where there is none. */
export function restOf(text: string): string | null {
  if (CONTINUATION.test(text)) return text;
  return (
    lateEnd(text)?.end ?? (UNFINISHED.test(text) && !text.includes("(") ? (UNFINISHED.exec(text)?.[0] ?? null) : null)
  );
}

/** Splits a line that ends like a call although its arguments do not close. */
export function lateEnd(text: string): { readonly before: string; readonly end: string } | null {
  const late = LATE_END.exec(text);
  return late && { before: text.slice(0, late.index), end: late[0] };
}

/** The arguments of a call that did not end on its line, and whether strace let go of it; null where it is cut, not unfinished. */
export function unfinished(text: string): { readonly argumentsText: string; readonly isDetached: boolean } | null {
  if (!text.endsWith(">")) return null;
  if (text.endsWith(PLAINLY)) return { argumentsText: text.slice(0, -PLAINLY.length), isDetached: false };
  const line = text.replace(CANNOT_RESTART, "");
  if (!UNFINISHED.test(line)) return null;
  return { argumentsText: line.replace(UNFINISHED, ""), isDetached: DETACHED.test(line) };
}

/** Longer texts are not searched for messages and output: a terminal never got that much in one line. */
const MAX_OUTPUT = 65_536;

/**
 * `1, "64\n", 364` is `1, "64\n", 3` and the `64` that the program has just printed: takes off what a write to
 * strace's own stream left in the line.
 */
export function withoutOutput(name: string, text: string): string {
  const [, before, tail] = name === "write" ? (/^(.*, (?:count=)?)((?:0x[0-9a-f]|\d).*)$/s.exec(text) ?? []) : [];
  if (before === undefined || tail === undefined || text.length > MAX_OUTPUT) return text;
  const quoted = /"((?:[^"\\]|\\.)*)"(\.\.\.)?, (?:count=)?$/.exec(before);
  const written = unquote(quoted?.[1] ?? "");
  if (quoted && !quoted[2] && tail.startsWith(String(written.length))) return before + written.length;
  const count = /^(?:0x[0-9a-f]+|\d+)/.exec(tail)?.[0] ?? tail;
  const [line = ""] = written.split("\n", 1);
  for (let digits = 1; line !== "" && digits <= count.length; digits++) {
    if (tail.startsWith(line, digits)) return before + tail.slice(0, digits);
  }
  return before + count;
}

/**
 * A message of strace's own in the middle of a line: `clone(flags=SIGCHLDstrace: Process 9 attached`,
 * `add_key(NULL, /usr/bin/strace: umoven: short read ...`. Null where there is none, or only in a string.
 */
export function messageWithin(text: string): { readonly before: string; readonly message: string } | null {
  if (text.length > MAX_OUTPUT) return null;
  for (const match of text.matchAll(/(?:(?<!\*)\.{0,2}\/(?:[\w.+~-]+\/)*)?strace[\w.+~-]*: /g)) {
    const before = text.slice(0, match.index);
    const isInString = withoutStrings(before).includes('"');
    if (!isInString) return { before, message: text.slice(match.index) };
  }
  return null;
}
