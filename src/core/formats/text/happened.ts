import type { Summary } from "../../analysis/model.js";
import type { FindingRecord } from "../../records/record.js";
import { byteSize } from "../../text/byte-size.js";
import { visible } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped, plural } from "../../text/quantities.js";
import type { CaptureClock } from "../../text/wall-clock.js";
import { wrap } from "../../text/wrap.js";
import { isOwnLoss } from "../kinds/finding-kind.js";
import { datedRange } from "./time-range.js";

/** What happened, in one sentence: `38 of 97 responses cut, 318 MB lost, 14:02:10 to 14:09:55, all at unix:/run/a.sock`. */
export class Happened {
  #from: number | null = null;
  #to: number | null = null;
  /** Undefined before the first loss; null once captures with different clocks lost something. */
  #clock: CaptureClock | null | undefined;

  finding(finding: FindingRecord): void {
    if (finding.suppressed?.by === "path" || !isOwnLoss({ ...finding, suppressed: null })) return;
    const { time, clock } = finding;
    this.#clock = this.#clock === undefined || this.#clock === clock ? clock : null;
    if (time === null) return;
    this.#from = Math.min(this.#from ?? time, time);
    this.#to = Math.max(this.#to ?? time, time);
  }

  /** Empty if nothing was cut, or if no finding says so: its rule is off. */
  lines(summary: Summary, date: string | null, { width, paint }: Page): string[] {
    const cut = summary.truncated - summary.echoes;
    if (cut === 0 || this.#clock === undefined) return [];
    const parts = [`${grouped(cut)} of ${plural(summary.responses, "response")} cut`, lostText(summary)];
    const range = { from: this.#from, to: this.#to, clock: this.#clock ?? null };
    const rest = [datedRange(range, date), whoseText(summary, cut)];
    const [head = "", ...others] = [...parts, ...rest].filter((text) => text !== "");
    return [wrap([paint.error(head), ...others].join(", "), width, "  ")];
  }
}

function whoseText({ servers }: Summary, cut: number): string {
  const [first] = servers;
  const own = first ? first.truncated - first.echoes : 0;
  if (!first || first.address === null || own === 0) return "";
  const address = visible(first.address);
  if (own < cut) return `${grouped(own)} of them at ${address}`;
  return `${cut === 1 ? "" : "all "}at ${address}`;
}

function lostText({ lostBytes, lostUnknown }: Summary): string {
  if (lostBytes === 0) return "an unknown number of bytes lost";
  return `${lostUnknown > 0 ? "at least " : ""}${byteSize(lostBytes)} lost`;
}
