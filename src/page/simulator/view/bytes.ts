const SIZES = [
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
] as const;

/** `14.9 MB`: three digits, to be read at a glance. */
export function roundBytes(bytes: number): string {
  for (const [factor, unit] of SIZES) if (bytes >= factor) return `${Number((bytes / factor).toPrecision(3))} ${unit}`;
  return `${Math.round(bytes)} B`;
}
