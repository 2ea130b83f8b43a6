const UNITS = ["KB", "MB", "GB", "TB", "PB"] as const;
const STEP = 1000;

/** Bytes for a sentence, in three digits: `900 bytes`, `219 KB`, `14.7 MB`. */
export function bytesInWords(bytes: number): string {
  if (bytes < STEP) return `${bytes} byte${bytes === 1 ? "" : "s"}`;
  let value = bytes / STEP;
  let unit = 0;
  while (value >= STEP - 0.5 && unit < UNITS.length - 1) {
    value /= STEP;
    unit++;
  }
  return `${value < 99.95 ? value.toFixed(1).replace(/\.0$/, "") : value.toFixed(0)} ${UNITS[unit]}`;
}
