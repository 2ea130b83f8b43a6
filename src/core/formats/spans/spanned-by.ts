import type { Moment } from "../../analysis/model.js";
import type { ExchangeRecord, FindingRecord } from "../../records/record.js";
import type { ExchangeSpan, SpannedExchange } from "./exchange-span.js";

/** The times of a format. */
export interface TimeScale {
  /** A moment of the capture; of one without a time, the latest that is known. */
  of(moment: Moment): number;
}

/** What the record of an exchange, and those of its findings, say of its times. */
export function spannedBy(
  { request, response, verdict }: Pick<ExchangeRecord, "request" | "response"> & { readonly verdict: string },
  found: readonly FindingRecord[],
  times: TimeScale,
): SpannedExchange {
  const moments = [...(response ? [response] : []), ...found].map((moment) => times.of(moment));
  if (moments.length === 0) moments.push(times.of({ line: request?.line ?? 0, time: null }));
  return {
    ...{ request: request?.line ?? null, response: response?.line ?? null },
    isWhole: verdict === "complete",
    known: { from: Math.min(...moments), to: Math.max(...moments) },
  };
}

/** True for an exchange that may overlap with others of its connection: its calls do not say when it was under way. */
export function mayOverlap({ protocol }: Pick<ExchangeRecord, "protocol">): boolean {
  return protocol === "http/2";
}

/** The span of such an exchange, as the records say it: from the first byte of its response to what was found about it. */
export function spanBeside({ known: { from, to } }: SpannedExchange): ExchangeSpan {
  return { from, to, askedTo: from, answeredFrom: from, fits: false, refused: null, ending: null };
}
