import { classNamed } from "./classes.js";
import { isSyscallName } from "./names.js";
import { allNames, namesIn } from "./rows.js";
import type { TracedCalls } from "./traced-calls.js";

/** What stands behind `-e trace=`. */
export interface TraceExpression extends TracedCalls {
  readonly basis: "listed" | "excepted";
  /** The same in words that are names of calls and classes; a strace that does not know one of them does not mind. */
  readonly text: string;
}

/** One word of the list: how it is written, and the calls that it stands for. */
interface Word {
  readonly text: string;
  readonly calls: Iterable<string>;
}

/**
 * Reads `network,?write`, `!%desc`, `all`, `none`, `/^send` as strace does (basic_filters.c, qualify_syscall_tokens): a
 * `!` in front turns the whole list round. Null if a word is not known
 * here, is the number of a call, or is about one kind of programs alone (`write@64`).
 */
export function traceExpression(text: string): TraceExpression | null {
  const list = text.replace(/^!*/, "");
  const words = list === "none" ? [] : wordsOf(list);
  if (!words) return null;
  const names = new Set(words.flatMap(({ calls }) => [...calls]));
  const isExcepted = (text.length - list.length) % 2 === 1;
  return {
    basis: isExcepted ? "excepted" : "listed",
    text: (isExcepted ? "!" : "") + (words.map((word) => word.text).join(",") || "none"),
    has: (name) => names.has(name) !== isExcepted,
  };
}

/** Null for an empty list too, at which strace stops. */
function wordsOf(list: string): readonly Word[] | null {
  const words = list
    .split(",")
    .filter((word) => word !== "")
    .map(wordOf);
  return words.length > 0 && words.every((word) => word !== null) ? words : null;
}

function wordOf(written: string): Word | null {
  const text = written.replace(/^\?*/, "");
  if (text === "all") return { text, calls: allNames() };
  const callClass = classNamed(text);
  if (callClass) return { text, calls: namesIn(callClass) };
  const calls = text.startsWith("/") ? matching(text.slice(1)) : isSyscallName(text) ? [text] : [];
  return calls.length === 0 ? null : { text: calls.map((name) => `?${name}`).join(","), calls };
}

/** A repeated group, or several repeats: it might take long, and what people write for names has neither. */
const COSTLY = /\)[*+{]|(?:[*+?{].*){4}|.{100}/;

/** The calls whose names a regular expression finds; none if it cannot be read. POSIX and JavaScript differ little here. */
function matching(source: string): readonly string[] {
  if (COSTLY.test(source)) return [];
  try {
    const pattern = new RegExp(source);
    return allNames().filter((name) => pattern.test(name));
  } catch {
    return [];
  }
}
