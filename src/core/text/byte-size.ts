const UNITS = ["bytes", "KB", "MB", "GB", "TB", "PB"];

/** A unit of decimal sizes. */
export interface ByteUnit {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** The largest decimal unit that `bytes` is at least one of. */
export function byteUnit(bytes: number): ByteUnit {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3 + 1e-12));
  return { name: UNITS[power] ?? "bytes", size: 1000 ** power };
}

/** `14.9 MB`, `200 KB`, `0`: with three significant digits. */
export function byteSize(bytes: number, unit: ByteUnit = byteUnit(bytes)): string {
  if (bytes <= 1) return bytes === 1 ? "1 byte" : "0";
  return `${Number((bytes / unit.size).toPrecision(3))} ${unit.name}`;
}
