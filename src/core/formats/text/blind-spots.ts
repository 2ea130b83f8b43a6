import type { CaptureRecord } from "../../records/record.js";
import type { Page } from "../../text/page.js";
import { wrap } from "../../text/wrap.js";

type BlindSpots = CaptureRecord["blindSpots"];

/** What a capture cannot prove, and what would cure it. */
export function blindSpotLines(spots: BlindSpots, { width, paint }: Page): string[] {
  return spots.flatMap(({ code, message, advice }) => [
    paint.warning("blind spot ") + wrap(`${code}: ${message}`, width - 11, "  "),
    `  ${wrap(advice, width - 2, "    ")}`,
  ]);
}

/** The same for many captures: each blind spot is explained once, and only named when it comes again. */
export class ExplainedBlindSpots {
  readonly #explained = new Set<string>();
  /** The codes of all that were explained. */
  readonly codes = new Set<string>();

  /** True if all of them were explained before. */
  has(spots: BlindSpots): boolean {
    return spots.every(({ code, message }) => this.#explained.has(`${code} ${message}`));
  }

  lines(spots: BlindSpots, page: Page): string[] {
    const known = spots.filter((spot) => this.has([spot]));
    const fresh = spots.filter((spot) => !known.includes(spot));
    for (const { code, message } of fresh) {
      this.codes.add(code);
      this.#explained.add(`${code} ${message}`);
    }
    if (known.length === 0) return blindSpotLines(fresh, page);
    const names = `${known.map(({ code }) => code).join(", ")} (see above)`;
    const head = page.paint.warning(known.length > 1 ? "blind spots " : "blind spot ");
    return [...blindSpotLines(fresh, page), head + wrap(names, page.width - 12, "  ")];
  }
}
