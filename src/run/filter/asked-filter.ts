import { type AskedTime, dayNumber } from "../../core/filter/asked-time.js";
import { Filter } from "../../core/filter/filter.js";
import type { StatusRange } from "../../core/filter/status-range.js";
import type { Verdict } from "../../core/protocols/exchange.js";
import type { AskedOfRun } from "./filtered-capture.js";

/** A value of an option, and what the user wrote. */
export interface Given<T> {
  readonly text: string;
  readonly value: T;
}

/** The options that filter, as the command line has read them: each as often as it was given. */
export interface FilterOptions {
  readonly target?: readonly Given<string>[];
  readonly peer?: readonly Given<string>[];
  readonly server?: readonly Given<string>[];
  readonly status?: readonly Given<readonly StatusRange[]>[];
  readonly verdict?: readonly Given<readonly Verdict[]>[];
  readonly since?: Given<AskedTime>;
  readonly until?: Given<AskedTime>;
  readonly pid?: readonly Given<readonly number[]>[];
  readonly minLost?: Given<number>;
  /** The day on which captures of `-t` and `-tt` begin, as `YYYY-MM-DD`. */
  readonly date?: string;
}

/** A filter, and what reports call it. */
export interface AskedFilter extends AskedOfRun {
  /** The options, as they may be written again: `--target '/x*' --status 5xx`. */
  readonly words: string;
}

/** The names of the options that filter, as they are written. */
const NAMES = {
  target: "--target",
  peer: "--peer",
  server: "--server",
  status: "--status",
  verdict: "--verdict",
  since: "--since",
  until: "--until",
  pid: "--pid",
  minLost: "--min-lost",
} as const satisfies Partial<Record<keyof FilterOptions, string>>;

/**
 * The filter of a command; null if nothing was asked for: then nothing is to be filtered.
 *
 * @param connection the id of a connection, for a command that takes one
 */
export function filterOf(options: FilterOptions, connection?: string): AskedFilter | null {
  const words = [...wordsOf(options), ...(connection === undefined ? [] : ["--connection", connection])];
  if (words.length === 0) return null;
  const { since, until, date } = options;
  const filter = new Filter({
    connection,
    target: valuesOf(options.target),
    peer: valuesOf(options.peer),
    server: valuesOf(options.server),
    status: valuesOf(options.status)?.flat(),
    verdict: valuesOf(options.verdict)?.flat(),
    pid: valuesOf(options.pid)?.flat(),
    since: since?.value,
    until: until?.value,
    minLost: options.minLost?.value,
  });
  const texts = { sinceText: since?.text, untilText: until?.text };
  const day = date === undefined ? null : dayNumber(date);
  const window = { since: since?.value, until: until?.value, ...texts, day };
  return { filter, window, words: words.map(quoted).join(" ") };
}

/** The sentence for a filter that keeps nothing. */
export function nothingMatches({ words }: AskedFilter): string {
  return `no response matches ${words}`;
}

function valuesOf<T>(given: readonly Given<T>[] | undefined): T[] | undefined {
  return given?.map(({ value }) => value);
}

function wordsOf(options: FilterOptions): string[] {
  return Object.entries(NAMES).flatMap(([key, name]) => {
    const given = options[key as keyof typeof NAMES];
    return given === undefined ? [] : [given].flat().flatMap(({ text }) => [name, text]);
  });
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
