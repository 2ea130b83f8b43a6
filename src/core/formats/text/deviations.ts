import { type DeviationRecord, placeOf } from "../../records/deviation.js";
import { forTerminal } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { wrap } from "../../text/wrap.js";

/** So many that make nothing fail are shown. */
const MOST = 20;

/** What deviates, for people: printed at the end of a run. What fails comes last. */
export class Deviations {
  readonly #failing: DeviationRecord[] = [];
  readonly #others: DeviationRecord[] = [];
  #leftOut = 0;

  add(deviation: DeviationRecord): void {
    if (deviation.fails) this.#failing.push(deviation);
    else if (this.#others.length < MOST) this.#others.push(deviation);
    else this.#leftOut++;
  }

  /** A paragraph; empty if nothing deviates. */
  text(page: Page): string {
    const more = this.#leftOut === 0 ? [] : [`${this.#leftOut} more that make nothing fail (--format ndjson has them)`];
    const lines = [
      ...this.#others.map((each) => deviationText(each, page)),
      ...more.map((text) => page.paint.faint(text)),
      ...this.#failing.map((each) => deviationText(each, page)),
      ...(this.#failing.some(({ by }) => by === "baseline")
        ? [page.paint.faint(wrap("= next: look at what changed; --update-baseline accepts it", page.width, "  "))]
        : []),
    ];
    return lines.length === 0 ? "" : `${lines.join("\n")}\n\n`;
  }
}

function deviationText(deviation: DeviationRecord, { width, paint }: Page): string {
  const { by, change, fails, message } = deviation;
  const [word, color] = fails
    ? (["error", paint.error] as const)
    : change === "fewer-findings"
      ? (["fixed", paint.good] as const)
      : (["note", paint.note] as const);
  const head = `${word}[${by}]`;
  const place = forTerminal(placeOf(deviation));
  return color(head) + wrap(`${head}: ${place}: ${forTerminal(message)}`, width, "  ", [place]).slice(head.length);
}
