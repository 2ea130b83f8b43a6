/** Seconds since the epoch at which every simulation begins: Mon, 23 Nov 2026 10:29:47 GMT, a recording of the real bug. */
export const EPOCH = 1_795_429_787;
const DAY = 86_400;

/** `Mon, 23 Nov 2026 10:29:48 GMT` for a time in microseconds; a simulation lasts a day at most. */
export function httpDate(at: number): string {
  return `Mon, 23 Nov 2026 ${timeOfDay(at)} GMT`;
}

/** `10:29:48`, for a time in microseconds. */
export function timeOfDay(at: number): string {
  const seconds = (EPOCH + Math.floor(at / 1e6)) % DAY;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `.691057`: the part of a second. */
export function fraction(at: number): string {
  return `.${String(at % 1e6).padStart(6, "0")}`;
}
