import { latin1 } from "../../bytes.js";
import type { Column } from "./column.js";
import { leadOf } from "./lead.js";

/** More characters than a time, a host, a path and the name of a program take. */
const WIDEST = 320;
/** Parts that differ from line to line: dates, times, counts. */
const DATE = String.raw` ?\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?`;
const TIME = String.raw` ?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`;
const DAY = String.raw`[A-Z][a-z]{2} [ \d]\d(?= )`;
const WEEKDAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?= )";
/** The whole of it: no column ends within a number. */
const NUMBER = String.raw` {0,8}(?<!\d)\d{1,12}(?!\d)(?:\.\d{1,9}(?!\d)|(?!\.\d))`;
/** A name may hold digits, and the pid after it in brackets names its process. */
const WORD = String.raw`[A-Za-z_][\w./@-]*(?:\[\d+\])?`;
const PARTS = new RegExp(`(${DATE})|(${TIME})|(${DAY})|(${WEEKDAY})|(${WORD})|(${NUMBER})|[^]`, "g");
const PATTERNS = [DATE, TIME, DAY, WEEKDAY, null, NUMBER];
/** Digits of the longest number that may stay the same by intent: a pid, a facility. */
const PID_DIGITS = 7;

/**
 * The column that two lines of strace's have in common: the same text in front of both, but for dates, times and
 * numbers. Null if they have none.
 */
export function repeatedColumn(one: string, other: string): Column | null {
  const [parts, others] = [partsOf(one), partsOf(other)];
  if (parts.length !== others.length) return null;
  let pattern = "^";
  for (const [index, { text, kind }] of parts.entries()) {
    const second = others[index] as Part;
    const isSame = second.text === text;
    if (kind !== second.kind || (kind === null && !isSame)) return null;
    const isFixed = kind === null || (kind === NUMBER && isSame && isWhole(text));
    pattern += isFixed ? literal(text, parts[index + 1]?.text) : kind;
  }
  const form = new RegExp(pattern);
  return {
    name: "log prefix",
    after: (bytes, start, end) => {
      const found = form.exec(latin1(bytes, start, Math.min(end, start + WIDEST)));
      if (found) return start + found[0].length;
      return leadOf(bytes, start, end) === null ? start : -1; // of another source
    },
  };
}

interface Part {
  readonly text: string;
  /** The pattern of a part that differs from line to line; null for any other part. */
  readonly kind: string | null;
}

function partsOf(lead: string): Part[] {
  return [...lead.matchAll(PARTS)].map(([text, ...groups]) => {
    const kind = groups.findIndex((group) => group !== undefined);
    return { text, kind: kind < 0 ? null : (PATTERNS[kind] ?? null) };
  });
}

function isWhole(number: string): boolean {
  return !number.includes(".") && number.trim().length <= PID_DIGITS;
}

/** The text as a part of a pattern. `grep` prints `-` in place of `:` before a line of context. */
function literal(text: string, next = ""): string {
  if (text === ":" && next !== " ") return "[:-]";
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
