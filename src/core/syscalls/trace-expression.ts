import { classNamed, isInClass } from "./classes.js";
import { isSyscallName } from "./names.js";
import { allNames, callRow } from "./rows.js";
import type { TracedCalls } from "./traced-calls.js";

/** The text after `-e trace=`, understood. */
export interface TraceExpression extends TracedCalls {
  readonly basis: "listed" | "excepted";
  /**
   * The same expression as names of calls and classes. Each call has a `?`, so a strace that lacks it does not fail.
   */
  readonly text: string;
}

/** One word of the expression, and which calls it stands for. */
interface Word {
  readonly text: string;
  readonly has: (name: string) => boolean;
}

/**
 * Reads `network,?write`, `!%desc`, `all`, `none` or `/^send` as strace does (qualify_syscall_tokens in
 * basic_filters.c). A `!` at the front inverts the whole list.
 *
 * @returns null if a word is unknown, is the number of a call, or names one personality (`write@64`)
 */
export function traceExpression(text: string): TraceExpression | null {
  const list = text.replace(/^!*/, "");
  const words = list === "none" ? [] : wordsOf(list);
  if (!words) return null;
  const isExcepted = (text.length - list.length) % 2 === 1;
  return {
    basis: isExcepted ? "excepted" : "listed",
    text: (isExcepted ? "!" : "") + (words.map((word) => word.text).join(",") || "none"),
    has: (name) => words.some((word) => word.has(name)) !== isExcepted,
  };
}

/** Null if a word is unknown, or if the list is empty: strace refuses an empty list. */
function wordsOf(list: string): readonly Word[] | null {
  const words = list
    .split(",")
    .filter((word) => word !== "")
    .map(wordOf);
  return words.length > 0 && words.every((word) => word !== null) ? words : null;
}

function wordOf(written: string): Word | null {
  const text = written.replace(/^\?*/, "");
  if (text === "all") return { text, has: (name) => callRow(name) !== undefined };
  const callClass = classNamed(text);
  if (callClass) return { text, has: (name) => isInClass(name, callClass) };
  const calls = text.startsWith("/") ? matching(text.slice(1)) : isSyscallName(text) ? [text] : [];
  if (calls.length === 0) return null;
  const names = new Set(calls);
  return { text: calls.map((name) => `?${name}`).join(","), has: (name) => names.has(name) };
}

/** A repeated group, or several repeats. Such an expression may take very long, and names do not need it. */
const COSTLY = /\)[*+{]|(?:[*+?{].*){4}|.{100}/;

/** The calls whose names match a regular expression; none if it is not valid. For names, POSIX and JavaScript agree. */
function matching(source: string): readonly string[] {
  if (COSTLY.test(source)) return [];
  try {
    const pattern = new RegExp(source);
    return allNames().filter((name) => pattern.test(name));
  } catch {
    return [];
  }
}
