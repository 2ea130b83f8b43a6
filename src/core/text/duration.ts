/** Seconds as a person reads them: `138 us`, `20.3 ms`, `1.25 s`; a dash where the capture has no times. */
export function duration(seconds: number | null): string {
  if (seconds === null) return "-";
  if (seconds < 0.001) return `${Math.round(seconds * 1e6)} us`;
  if (seconds < 1) return `${(seconds * 1000).toFixed(1)} ms`;
  return `${seconds.toFixed(2)} s`;
}

/** Seconds as `4.2 s`, `15 ms` or `an unknown time` where the capture has no times. */
export function durationInWords(seconds: number | null): string {
  if (seconds === null) return "an unknown time";
  if (seconds >= 1) return `${seconds.toFixed(1)} s`;
  return seconds >= 0.001 ? `${(seconds * 1000).toFixed(1)} ms` : `${Math.round(seconds * 1e6)} us`;
}
