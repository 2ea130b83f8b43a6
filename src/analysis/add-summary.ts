import type { Summary } from "./model.js";

/** Adds the counts of one capture to those of a whole run. */
export function addSummary(total: Summary, part: Summary): void {
  for (const key of Object.keys(total) as (keyof Summary)[]) total[key] += part[key];
}
