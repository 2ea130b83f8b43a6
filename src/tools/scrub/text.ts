import { visible } from "../../core/text/escape.js";
import { grouped, plural } from "../../core/text/quantities.js";
import { wrap } from "../../core/text/wrap.js";

/** The outcome of scrubbing a capture. */
export interface Scrubbed {
  /** The sample's path. */
  readonly name: string;
  readonly lines: number;
  /** How many texts of each kind were replaced. */
  readonly replaced: ReadonlyMap<string, number>;
  readonly responses: number;
  readonly findings: number;
  /** How many of the replaced texts were searched for in the sample. */
  readonly searched: number;
  /** Lines of a minimized sample; null if all were kept, and `whole` says why. */
  readonly kept: number | null;
  readonly whole: string | null;
}

/** The report for standard error: what was replaced, what was checked, and what a person should look at. */
export function scrubReport(scrubbed: Scrubbed, width: number): string {
  const { name, lines, replaced, responses, findings, searched, kept, whole } = scrubbed;
  const counts = [...replaced].map(([kind, number]) => `${grouped(number)} ${kind}`);
  const size = kept === null ? plural(lines, "line") : `${grouped(kept)} of ${plural(lines, "line")}`;
  return [
    `${visible(name)}: ${size}`,
    `replaced: ${counts.join(", ") || "nothing"}`,
    `checked: ${plural(responses, "response")} and ${plural(findings, "finding")}, as before; ${plural(searched, "replaced text")} searched for, none found`,
    ...(whole === null ? [] : [`all lines were kept: ${whole}`]),
    "left in: sizes, times, pids, methods, status codes, and which calls were made; look at it before you publish it",
  ]
    .map((text) => `${wrap(text, width, "  ", [visible(name)])}\n`)
    .join("");
}
