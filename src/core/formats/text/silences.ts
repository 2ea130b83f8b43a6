import type { CaptureRecord } from "../../records/record.js";
import { forTerminal } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";
import type { SilentCaptures } from "../silent-captures.js";

/** So many captures are named for a reason. */
const NAMED = 3;

/**
 * Why nothing could be judged: a paragraph for each reason. What a blind spot of the same code says is not repeated.
 *
 * @param nameOf names the captures of a reason, when there is more than one that could be meant
 */
export function silenceLines(
  reasons: readonly SilentCaptures[],
  explained: ReadonlySet<string>,
  page: Page,
  nameOf: (reason: SilentCaptures) => string = () => "",
): string[] {
  return reasons
    .filter(({ code }) => !explained.has(code))
    .map((reason) => {
      const { code, message, isSaid } = reason;
      return paragraph(
        "nothing judged ",
        `${nameOf(reason)}${code}: ${isSaid ? "see above" : message}`,
        page,
        namedIn(reason.paths),
      );
    });
}

/** `in a.strace, b.strace and 4 more: ` */
export function captureNames({ paths, captures }: SilentCaptures): string {
  const names = namedIn(paths);
  const more = captures - names.length;
  return `in ${names.join(", ")}${more > 0 ? ` and ${grouped(more)} more` : ""}: `;
}

/** The same at the first connection that ended so, while a capture is recorded. */
export function silenceLine(connection: string, code: string, message: string, page: Page): string {
  return paragraph("not judged ", `${connection}: ${code}: ${message}`, page);
}

/** The codes that the blind spots of these captures explain. */
export function explainedCodes(captures: readonly Pick<CaptureRecord, "blindSpots">[]): ReadonlySet<string> {
  return new Set(captures.flatMap(({ blindSpots }) => blindSpots.map(({ code }) => code)));
}

function namedIn(paths: readonly string[]): string[] {
  return paths.slice(0, NAMED).map(forTerminal);
}

function paragraph(head: string, text: string, { width, paint }: Page, whole: readonly string[] = []): string {
  return paint.warning(head) + wrap(head + text, width, "  ", whole).slice(head.length);
}
