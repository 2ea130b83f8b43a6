import { byteCount, byteRate, seconds } from "../../core/text/units.js";
import { wholeNumber } from "../../core/text/whole-number.js";
import { UnflushedError } from "../../errors.js";
import type { CaseOption, ValueKind } from "./case-options.js";

const parsers: Readonly<Record<Exclude<ValueKind, "choice">, (text: string) => number>> = {
  rate: (text) => (text === "0" ? 0 : byteRate(text)),
  size: byteCount,
  duration: (text) => Math.round(seconds(text) * 1e6),
  share,
  count: wholeNumber,
};

/** What is known of an option when its value is read. */
export type ValueRow = Pick<CaseOption, "name" | "kind" | "choices">;

/**
 * Reads the value of an option: bytes, bytes a second, microseconds, a share, a count or a name.
 *
 * @throws UnflushedError (`usage`) with a message that begins with the name of the option
 */
export function caseValue({ name, kind, choices }: ValueRow, text: string): number | string {
  if (kind === "choice") {
    if (choices.includes(text)) return text;
    throw new UnflushedError("usage", `--${name} ${text || "an empty text"} is not one of ${choices.join(", ")}`);
  }
  try {
    return parsers[kind](text);
  } catch (error) {
    throw error instanceof UnflushedError ? new UnflushedError(error.code, `--${name} ${error.message}`) : error;
  }
}

const UNITS: Readonly<Record<"size" | "rate" | "duration", readonly (readonly [factor: number, unit: string])[]>> = {
  size: [
    [1e9, "GB"],
    [1e6, "MB"],
    [2 ** 20, "MiB"],
    [1e3, "kB"],
    [2 ** 10, "KiB"],
  ],
  rate: [
    [1e9, "GB/s"],
    [1e6, "MB/s"],
    [1e3, "kB/s"],
  ],
  duration: [
    [1e6, "s"],
    [1e3, "ms"],
    [1, "us"],
  ],
};

/** A value as `caseValue` reads it: in the largest unit that needs few digits (`14.9MB`, `64KiB`), or else in full. */
export function caseValueText({ kind }: Pick<CaseOption, "kind">, value: number | string): string {
  if (typeof value === "string" || value === 0 || kind === "choice" || kind === "share" || kind === "count") {
    return String(value);
  }
  for (const [factor, unit] of UNITS[kind]) {
    const count = Number((value / factor).toPrecision(15));
    if (count >= 1 && String(count).length <= 5) return `${count}${unit}`;
  }
  return kind === "duration" ? `${value}us` : String(value);
}

function share(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 1) return value;
  throw new UnflushedError("usage", `${text} is not a share: give a number from 0 to 1`);
}
