/** A part of a whole, both counts. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

export type Direction = "up" | "down" | "same";

/** Which way a share went, without rounding: shares of billions of bytes may differ by one. */
export function directionOf(before: Share, after: Share): Direction {
  const [was, is] = [BigInt(before.part) * BigInt(after.whole), BigInt(after.part) * BigInt(before.whole)];
  if (is === was) return "same";
  return is > was ? "up" : "down";
}

/** From 0 to 1; null where there is no whole. */
export function rateOf({ part, whole }: Share): number | null {
  return whole === 0 ? null : part / whole;
}
