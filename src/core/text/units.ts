import { UnflushedError } from "../../errors.js";

const SIZES: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

const SPANS: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, "": 1, min: 60 };
const LONGEST = 86_400; // seconds: timers cannot wait for more than 24 days

/**
 * A size in bytes: `1000`, `64KiB`, `3.3MB`. kB is a thousand, KiB is 1,024.
 *
 * @throws UnflushedError (`usage`) if the text is not a size, or not a whole number of bytes
 */
export function byteCount(text: string): number {
  const bytes = measure(text, SIZES);
  if (bytes !== null && Number.isSafeInteger(bytes)) return bytes;
  throw new UnflushedError("usage", `${shown(text)} is not a size: give one such as 1000, 64KiB or 3.3MB`);
}

/**
 * Bytes a second: `20MB/s`, `512KiB/s`; `/s` may be left out.
 *
 * @throws UnflushedError (`usage`) if the text is not a rate, or is less than one byte per second
 */
export function byteRate(text: string): number {
  const rate = measure(text.replace(/\/s$/, ""), SIZES);
  if (rate !== null && rate >= 1) return rate;
  throw new UnflushedError("usage", `${shown(text)} is not a rate in bytes: give one such as 20MB/s or 512KiB/s`);
}

/**
 * A time in seconds: `0.3`, `0.3s`, `250ms`, `2min`.
 *
 * @throws UnflushedError (`usage`) if the text is not a duration, or is longer than a day
 */
export function seconds(text: string): number {
  const span = measure(text, SPANS);
  if (span !== null && span <= LONGEST) return span;
  throw new UnflushedError("usage", `${shown(text)} is not a time of at most a day: give one such as 250ms or 0.3s`);
}

function measure(text: string, units: Readonly<Record<string, number>>): number | null {
  const [, number, unit] = /^(\d+(?:\.\d+)?|\.\d+) ?([a-z]*)$/i.exec(text) ?? [];
  const factor = Object.hasOwn(units, (unit ?? "-").toLowerCase()) ? units[(unit ?? "").toLowerCase()] : undefined;
  if (number === undefined || factor === undefined) return null;
  return Number((Number(number) * factor).toPrecision(15)); // 1.1 MB is 1,100,000 bytes, whatever binary fractions say
}

function shown(text: string): string {
  return text === "" ? "an empty text" : text;
}
