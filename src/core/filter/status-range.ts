/** Statuses of HTTP, from one to another, both included. */
export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

/** Reads `200`, `5xx` or `200-299`; null if the text is none of these, or no status is in it. */
export function statusRange(text: string): StatusRange | null {
  const [, hundred, first, last] = /^(?:([1-9])xx|([1-9]\d\d)(?:-([1-9]\d\d))?)$/i.exec(text) ?? [];
  if (hundred !== undefined) return { from: Number(hundred) * 100, to: Number(hundred) * 100 + 99 };
  if (first === undefined) return null;
  const range = { from: Number(first), to: Number(last ?? first) };
  return range.from <= range.to ? range : null;
}
