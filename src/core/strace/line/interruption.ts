import { endOfString } from "../arguments/decoration.js";
import { stringsIn } from "../arguments/strings.js";
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
  let bare = 0; // up to here, all strings are closed
  for (let at = text.indexOf(STRACE); at >= 0; at = text.indexOf(STRACE, endOfRun(text, at))) {
    const end = endOfRun(text, at);
    if (!text.startsWith(": ", end)) continue;
    const start = startOfPath(text, at);
    for (let quote = text.indexOf('"', bare); quote >= 0 && quote < start; quote = text.indexOf('"', bare)) {
      bare = endOfString((index) => text.charCodeAt(index), quote, text.length);
      if (bare < 0) return null;
    }
    if (bare <= start) return { before: text.slice(0, start), message: text.slice(start) };
  }
  return null;
}

const STRACE = "strace";
const NAME = /[\w.+~-]/;

/** The end of the name that goes on at `at`. */
function endOfRun(text: string, at: number): number {
  let end = at + STRACE.length;
  while (end < text.length && NAME.test(text[end] as string)) end++;
  return end;
}

/** The start of the path whose last name begins at `at`: `./`, `../src/`, `/usr/bin/`. */
function startOfPath(text: string, at: number): number {
  let slash = at - 1;
  if (text[slash] !== "/") return at;
  let first = slash;
  for (;;) {
    let name = slash;
    while (name > 0 && NAME.test(text[name - 1] as string)) name--;
    if (name === slash || text[name - 1] !== "/") break;
    slash = name - 1;
    first = slash;
  }
  for (let dots = 0; dots < 2 && text[first - 1] === "."; dots++) first--;
  return text[first - 1] === "*" ? at : first;
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
  return splitOutput(name, text).printed;
}

/** What strace printed of the arguments of a write, which begin `text`; what follows is of the program. */
interface PrintedArguments {
  readonly printed: string;
  /** True if what was written shows where the count ends: there are as many bytes, or they stand after it. */
  readonly isSure: boolean;
}

/** The same, and whether that is sure. Otherwise the count is all digits, of which some may be the program's. */
export function splitOutput(name: string, text: string): PrintedArguments {
  const [, before, tail] = name === "write" ? (/^(.*, (?:count=)?)((?:0x[0-9a-f]|\d).*)$/s.exec(text) ?? []) : [];
  if (before === undefined || tail === undefined || text.length > LONGEST) return { printed: text, isSure: false };
  const last = lastString(before);
  const written = unquote(last?.quoted ?? "");
  if (last && !last.isCut && tail.startsWith(String(written.length))) {
    return { printed: before + written.length, isSure: true };
  }
  const count = /^(?:0x[0-9a-f]+|\d+)/.exec(tail)?.[0] ?? tail;
  const [line = ""] = written.split("\n", 1);
  for (let digits = 1; line !== "" && digits <= Math.min(count.length, DIGITS); digits++) {
    if (tail.startsWith(line, digits)) return { printed: before + tail.slice(0, digits), isSure: true };
  }
  return { printed: before + count, isSure: false };
}

/** Digits of the largest count. */
const DIGITS = 20;
const AFTER_STRING = /^(\.\.\.)?, (?:count=)?$/;
/** More characters than may stand after the string. */
const TAIL = 16;

/** The string before the count of a write, as strace quoted it; null if none stands there. */
function lastString(before: string): { readonly quoted: string; readonly isCut: boolean } | null {
  for (const { end, quoted } of stringsIn(before)) {
    const after = end + TAIL < before.length ? null : AFTER_STRING.exec(before.slice(end));
    if (after) return { quoted, isCut: after[1] !== undefined };
  }
  return null;
}
