import type { CaptureRecord } from "../../records/record.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";
import type { SilentCaptures } from "../silent-captures.js";

/** Why nothing could be judged: a paragraph for each reason. What a blind spot of the same code says is not repeated. */
export function silenceLines(reasons: readonly SilentCaptures[], explained: ReadonlySet<string>, page: Page): string[] {
  return reasons
    .filter(({ code }) => !explained.has(code))
    .map(({ code, message, captures, isSaid }) => {
      const many = captures > 1 ? ` (${grouped(captures)} captures)` : "";
      return paragraph("nothing judged ", `${code}${many}: ${isSaid ? "see above" : message}`, page);
    });
}

/** The same at the first connection that ended so, while a capture is recorded. */
export function silenceLine(connection: string, code: string, message: string, page: Page): string {
  return paragraph("not judged ", `${connection}: ${code}: ${message}`, page);
}

/** The codes that the blind spots of these captures explain. */
export function explainedCodes(captures: readonly Pick<CaptureRecord, "blindSpots">[]): ReadonlySet<string> {
  return new Set(captures.flatMap(({ blindSpots }) => blindSpots.map(({ code }) => code)));
}

function paragraph(head: string, text: string, { width, paint }: Page): string {
  return paint.warning(head) + wrap(head + text, width, "  ").slice(head.length);
}
