/** Formats a time in seconds for a table: `138 us`, `20.3 ms`, `1.25 s`; `-` if it is unknown (null). */
export function duration(seconds: number | null): string {
  return seconds === null ? "-" : withUnit(seconds, 2);
}

/** Formats a time in seconds for a sentence: `138 us`, `20.3 ms`, `4.2 s`; `an unknown time` for null. */
export function durationInWords(seconds: number | null): string {
  return seconds === null ? "an unknown time" : withUnit(seconds, 1);
}

/** Formats an estimate in whole seconds: `42 s`, `3 min` (rounded up). */
export function roughDuration(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** @param decimals digits after the point when the unit is the second */
function withUnit(seconds: number, decimals: number): string {
  if (seconds < 0.001) return `${Math.round(seconds * 1e6)} us`;
  if (seconds < 1) return `${(seconds * 1000).toFixed(1)} ms`;
  return `${seconds.toFixed(decimals)} s`;
}
