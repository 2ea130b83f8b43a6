/** A whole number with grouped digits, `14,680,844`, the same in every locale; `unknown` for null. */
export function grouped(count: number | null): string {
  return count === null ? "unknown" : String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number and its noun: `1 response`, `1,200 responses`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}
