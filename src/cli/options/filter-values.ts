import { COUNTER } from "../../core/analysis/model.js";
import { type AskedTime, askedTime, dayNumber } from "../../core/filter/asked-time.js";
import { type StatusRange, statusRange } from "../../core/filter/status-range.js";
import type { Verdict } from "../../core/protocols/exchange.js";
import { suggestion } from "../../core/text/nearest.js";
import { byteCount } from "../../core/text/units.js";
import { UnflushedError } from "../../errors.js";
import type { Given } from "../../run/filter/asked-filter.js";

const VERDICTS = Object.keys(COUNTER) as Verdict[];

/** Adds a pattern to those before it. `option` is for the error. */
export function pattern(option: string): (text: string, before?: readonly Given<string>[]) => Given<string>[] {
  return (text, before = []) => {
    if (text === "") throw wrong(option, text, "asks for nothing: write a text, in which * stands for any text");
    return [...before, { text, value: text }];
  };
}

/** Adds `200`, `5xx`, `200-299`, or several of them with commas, to those before it. */
export function statuses(text: string, before: readonly Given<StatusRange[]>[] = []): Given<StatusRange[]>[] {
  const value = listOf("--status", text).map((word) => {
    const range = statusRange(word);
    if (range) return range;
    throw wrong("--status", text, `names no status${word === text ? "" : ` with ${word}`}: write 200, 5xx or 200-299`);
  });
  return [...before, { text, value }];
}

/** Adds verdicts, with commas in between, to those before them. */
export function verdicts(text: string, before: readonly Given<Verdict[]>[] = []): Given<Verdict[]>[] {
  const value = listOf("--verdict", text).map((word) => {
    const verdict = VERDICTS.find((each) => each === word);
    if (verdict !== undefined) return verdict;
    const hint = suggestion(word, VERDICTS);
    const which = word === text ? "" : ` with ${word}`;
    throw wrong("--verdict", text, `names no verdict${which}${hint}: choose from ${VERDICTS.join(", ")}`);
  });
  return [...before, { text, value }];
}

/** Adds pids, with commas or blanks in between, to those before them. */
export function pids(text: string, before: readonly Given<number[]>[] = []): Given<number[]>[] {
  const value = listOf("--pid", text).map((word) => {
    if (/^\d+$/.test(word)) return Number(word);
    throw wrong(
      "--pid",
      text,
      `names no process${word === text ? "" : ` with ${word}`}: write its number, such as 4711`,
    );
  });
  return [...before, { text, value }];
}

/** A time, as `askedTime` reads it. `option` is for the error. */
export function time(option: string): (text: string) => Given<AskedTime> {
  return (text) => {
    const value = askedTime(text);
    if (value) return { text, value };
    throw wrong(option, text, "is no time: write 14:02:10, 2026-12-01T14:02:10Z, @1796086933.2 or +2.5s");
  };
}

/** A day, as `YYYY-MM-DD`. */
export function day(text: string): string {
  if (dayNumber(text) !== null) return text;
  throw wrong("--date", text, "is no day: write one such as 2026-12-01");
}

/** A number of bytes, as for all options that take a size. */
export function leastLost(text: string): Given<number> {
  try {
    return { text, value: byteCount(text) };
  } catch (error) {
    throw error instanceof UnflushedError ? new UnflushedError("usage", `--min-lost ${error.message}`) : error;
  }
}

/** The words of a list. */
function listOf(option: string, text: string): string[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (words.length === 0) throw wrong(option, text, "asks for nothing: leave it out, or write what is to be kept");
  return words;
}

function wrong(option: string, text: string, what: string): UnflushedError {
  return new UnflushedError("usage", `${option} ${text === "" ? "with an empty text" : text} ${what}`);
}
