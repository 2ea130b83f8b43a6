const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const TIME = /^(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d+)?))?$/;
const DATED = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/i;
const SINCE_START = /^\+(\d+(?:\.\d+)?)(us|ms|s|min|h)?$/;
const EPOCH = /^@(\d+(?:\.\d+)?)$/;
const UNITS: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, min: MINUTE, h: HOUR };

/**
 * A time as people write it. `day`: by a clock on the wall, in seconds since midnight. `dated`: the same on a day, counted from 1970; in
 * UTC, or by the clock on the wall of the machine. `epoch`: seconds since 1970. `start`: seconds since the first line of the capture.
 */
export type AskedTime =
  | { readonly kind: "day"; readonly seconds: number }
  | { readonly kind: "dated"; readonly day: number; readonly seconds: number; readonly isUtc: boolean }
  | { readonly kind: "epoch"; readonly seconds: number }
  | { readonly kind: "start"; readonly seconds: number };

/** Reads `14:02:10.5`, `2026-12-01T14:02:10`, the same with `Z` or `+01:00`, `@1796086933.2` or `+2.5s`; null if the text is none of these. */
export function askedTime(text: string): AskedTime | null {
  const [, amount, unit = "s"] = SINCE_START.exec(text) ?? [];
  if (amount !== undefined) return { kind: "start", seconds: tidy(Number(amount) * (UNITS[unit] ?? 1)) };
  const [, epoch] = EPOCH.exec(text) ?? [];
  if (epoch !== undefined) return { kind: "epoch", seconds: Number(epoch) };
  const [, date, time = text, zone] = DATED.exec(text) ?? [];
  const seconds = timeOfDay(time);
  if (seconds === null) return null;
  if (date === undefined) return { kind: "day", seconds };
  const day = dayNumber(date);
  const east = zone === undefined ? 0 : zoneOffset(zone);
  if (day === null || east === null) return null;
  return { kind: "dated", day, seconds: seconds - east, isUtc: zone !== undefined };
}

/** The days from 1970 to `2026-12-01`; null if the text is not a date. */
export function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, text.length) !== text ? null : at / 1000 / DAY;
}

function timeOfDay(text: string): number | null {
  const [, hours, minutes, seconds = "0"] = TIME.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 61) return null;
  return tidy(Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds));
}

/** How many seconds a zone is ahead of UTC. */
function zoneOffset(zone: string): number | null {
  if (zone.toUpperCase() === "Z") return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  const east = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return sign === "-" ? -east : east;
}

/** 14:02:10.1 is 50530.1, whatever binary fractions say. */
function tidy(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}
