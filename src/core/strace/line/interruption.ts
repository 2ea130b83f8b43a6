import { withoutStrings } from "../arguments/decoration.js";
import { unquote } from "../arguments/unquote.js";

/**
 * What cuts a line of strace's in two. On stderr, strace's messages and the traced program's own output share one
 * stream with the trace. Either may fall into a line between the moment when a call began and the moment when it ended.
 */

/** A terminal never got more than this in one line: longer texts are not searched, in characters. */
const LONGEST = 65_536;

/**
 * Splits off a message of strace's own in the middle of a line: `clone(flags=SIGCHLDstrace: Process 9 attached`,
 * `add_key(NULL, /usr/bin/strace: umoven: short read ...`. Null if there is none, or only within a string.
 */
export function messageWithin(text: string): { readonly before: string; readonly message: string } | null {
  if (text.length > LONGEST) return null;
  for (const match of text.matchAll(/(?:(?<!\*)\.{0,2}\/(?:[\w.+~-]+\/)*)?strace[\w.+~-]*: /g)) {
    const before = text.slice(0, match.index);
    const isInString = withoutStrings(before).includes('"');
    if (!isInString) return { before, message: text.slice(match.index) };
  }
  return null;
}

/** A `write` to stdout or stderr, one of which may be strace's own stream. */
const TO_OUTPUT = /^(?:fd=)?(?:0x)?[12]\b/;

/** True for a call whose line may hold what it wrote itself. */
export function mayHoldOutput(name: string, argumentsText: string): boolean {
  return name === "write" && TO_OUTPUT.test(argumentsText);
}

/**
 * Takes off what a write to strace's own stream left in its line: in `1, "64\n", 364` the count is 3, and `64` is what
 * the program printed.
 */
export function withoutOutput(name: string, text: string): string {
  const [, before, tail] = name === "write" ? (/^(.*, (?:count=)?)((?:0x[0-9a-f]|\d).*)$/s.exec(text) ?? []) : [];
  if (before === undefined || tail === undefined || text.length > LONGEST) return text;
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
