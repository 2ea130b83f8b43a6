import { UnflushedError } from "../errors.js";

const BYTES: Readonly<Record<string, number>> = {
  "": 1,
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};
const SECONDS: Readonly<Record<string, number>> = { "": 1, us: 1e-6, ms: 1e-3, s: 1, min: 60 };

/** `14.9MB`, `64KiB` or `219264`, in whole bytes. */
export function sizeOf(option: string, text: string): number {
  const size = measure(text, BYTES);
  if (size !== null) return Math.round(size);
  throw usage(`${option} ${text} is no size: give bytes, or a number and a unit such as 14.9MB or 64KiB`);
}

/** `20MB/s`, `512KiB/s` or `20000000`, in bytes a second. */
export function rateOf(option: string, text: string): number {
  const rate = measure(text.replace(/\/s$/, ""), BYTES);
  if (rate !== null) return rate;
  throw usage(`${option} ${text} is no rate: give bytes a second, or a number and a unit such as 20MB/s`);
}

/** `40us`, `100ms`, `2s` or `0.5`, in whole microseconds. */
export function microsecondsOf(option: string, text: string): number {
  const seconds = measure(text, SECONDS);
  if (seconds !== null) return Math.round(seconds * 1e6);
  throw usage(`${option} ${text} is no duration: give seconds, or a number and a unit such as 100ms or 40us`);
}

/** A share between 0 and 1. */
export function shareOf(option: string, text: string): number {
  const share = measure(text, { "": 1 });
  if (share !== null && share <= 1) return share;
  throw usage(`${option} ${text} is no share: give a number from 0 to 1`);
}

function measure(text: string, units: Readonly<Record<string, number>>): number | null {
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?|\.\d+) ?([A-Za-z]*)$/.exec(text) ?? [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return digits === undefined || factor === undefined ? null : Number(digits) * factor;
}

export function usage(message: string): UnflushedError {
  return new UnflushedError("usage", message);
}
