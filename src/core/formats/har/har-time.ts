import type { Moment } from "../../analysis/model.js";
import type { CaptureClock } from "../../text/wall-clock.js";

/** Where a time is put that has no date, or is none. */
const NO_DATE = "1970-01-01";
/** Milliseconds: the first year that ISO 8601 does not write with four digits. */
const YEAR_10000 = Date.parse("9999-12-31T23:59:59.999Z") + 1;

const NO_TIMES = `a capture without times has all of its entries at ${NO_DATE}T00:00:00Z`;
const RELATIVE = `times that count from the first line (-r) are shown as ${NO_DATE}T00:00:00Z and what comes after it`;
const LOCAL = "times of the day (-t, -tt) are those of the machine that recorded, and are shown as if they were UTC";
const DAY_WITHOUT_DATE = `times of the day without a date (--date) are on ${NO_DATE}`;

/** The times of one capture in milliseconds, and as dates. */
export class HarTime {
  #latest = 0;

  /**
   * @param date as in `FormatContext`
   * @param notes gets what is to be said of the dates
   */
  constructor(
    private readonly date: string | null,
    private readonly notes: Set<string>,
  ) {}

  /** Milliseconds on the capture's clock, to the microsecond. */
  of({ time }: Moment): number {
    if (time === null || !Number.isFinite(time)) return this.#latest;
    const milliseconds = Math.round(time * 1e6) / 1e3;
    this.#latest = Math.max(this.#latest, milliseconds);
    return milliseconds;
  }

  /** Milliseconds on the capture's clock as `2026-12-01T14:02:10.123Z`. HAR wants a date, so what has none gets one. */
  dateOf(milliseconds: number, clock: CaptureClock | null): string {
    const shown = this.#midnight(clock) + (clock === null ? 0 : milliseconds);
    const isDate = shown >= 0 && shown < YEAR_10000;
    return new Date(isDate ? shown : 0).toISOString();
  }

  #midnight(clock: CaptureClock | null): number {
    if (clock === "epoch") return 0;
    const dated = clock === "day" && this.date !== null ? Date.parse(`${this.date}T00:00:00Z`) : Number.NaN;
    if (clock === null) this.notes.add(NO_TIMES);
    else if (clock === "relative") this.notes.add(RELATIVE);
    else this.notes.add(LOCAL);
    if (clock === "day" && Number.isNaN(dated)) this.notes.add(DAY_WITHOUT_DATE);
    return Number.isNaN(dated) ? 0 : dated;
  }
}
