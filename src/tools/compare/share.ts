/** A part of a whole; both are counts. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

export type Trend = "up" | "down" | "same";

/** Whether a share went up or down, without rounding: shares of billions of bytes may differ by a single byte. */
export function directionOf(before: Share, after: Share): Trend {
  const [was, is] = [BigInt(before.part) * BigInt(after.whole), BigInt(after.part) * BigInt(before.whole)];
  if (is === was) return "same";
  return is > was ? "up" : "down";
}

/** The share as a number from 0 to 1; null if the whole is 0. */
export function rateOf({ part, whole }: Share): number | null {
  return whole === 0 ? null : part / whole;
}
