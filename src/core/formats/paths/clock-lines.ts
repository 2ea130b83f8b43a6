import type { ClockRecord } from "../../records/record.js";
import { forTerminal } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";

/** So many pairs of captures have a line. */
const MOST = 5;

/** By how much the clocks of captures differ, for people. */
export class ClockLines {
  readonly #names = new Map<number, string>();
  readonly #clocks: ClockRecord[] = [];

  begin({ capture, path }: { readonly capture: number; readonly path: string }): void {
    this.#names.set(capture, path);
  }

  take(clock: ClockRecord): void {
    this.#clocks.push(clock);
  }

  /** A line for each pair of captures; none if no clocks differ, as far as is known. */
  lines({ width, paint }: Page): string[] {
    const all = [...this.#names.values()];
    const nameOf = (capture: number): string => forTerminal(this.#names.get(capture) ?? "");
    const lines = this.#clocks.slice(0, MOST).map(({ ahead, behind, seconds, exchanges }) => {
      const difference = `its clock is ${secondsText(seconds)} ahead of ${nameOf(behind)}'s`;
      return `${nameOf(ahead)}: ${difference}, estimated from ${grouped(exchanges)} exchanges`;
    });
    const more = this.#clocks.length - lines.length;
    const rest =
      more > 0 ? [`the clocks of ${grouped(more)} more pairs of captures differ (--format json has them)`] : [];
    return [...lines, ...rest].map((text) => paint.faint(wrap(text, width, "  ", all.map(forTerminal))));
  }
}

/** `2.3 s`, `7,200.0 s`, `150 ms`. */
function secondsText(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  const [whole = "", tenths = ""] = seconds.toFixed(1).split(".");
  return `${grouped(Number(whole))}.${tenths} s`;
}
