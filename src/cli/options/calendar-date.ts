import { UnflushedError } from "../../errors.js";

/**
 * A day as ISO 8601 writes it, `2026-12-01`.
 *
 * @throws UnflushedError (`usage`) if it is none, or one that no calendar has
 */
export function calendarDate(text: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)) return text;
  throw new UnflushedError("usage", `--date ${text} is no day: write one as 2026-12-01`);
}
