import { hasRequest, subjectOf } from "../formats/subject.js";
import type { Exchange, Verdict } from "../protocols/exchange.js";
import { grouped } from "../text/quantities.js";

/** A response as a timeline names it. */
export interface NamedResponse {
  /** `POST /14900000 -> 200` */
  readonly subject: string;
  /** `truncated by shut-wr, 14,680,844 bytes outstanding` */
  readonly outcome: string;
  readonly verdict: Verdict;
}

export function namedResponse(exchange: Exchange): NamedResponse {
  const { request, response, verdict, cause, outstandingBytes, message } = exchange;
  const { protocol, stream } = message ?? {};
  const named = { request, protocol, stream };
  const asked = request || !hasRequest(named) ? subjectOf(named) : "(request not seen)";
  const status = hasRequest(named) ? ` -> ${response?.status ?? "?"}` : "";
  const by = cause === null ? "" : ` by ${cause}`;
  const lost = verdict === "truncated" ? `${by}, ${grouped(outstandingBytes)} bytes outstanding` : "";
  return { subject: `${asked}${status}`, outcome: `${verdict}${lost}`, verdict };
}

/** How the responses of one connection ended, in numbers. */
export class ResponseTally {
  /** What the first response answers, such as `GET /x`; null before one. */
  first: string | null = null;
  count = 0;
  /** How many came to each verdict that occurred. */
  readonly verdicts = new Map<Verdict, number>();
  /** Outstanding bytes of the truncated responses, as far as they are known. */
  lostBytes = 0;
  /** Truncated responses whose number of missing bytes is unknown. */
  lostUnknown = 0;

  take(exchange: Exchange): void {
    const { request, verdict, outstandingBytes, message } = exchange;
    this.count++;
    this.verdicts.set(verdict, (this.verdicts.get(verdict) ?? 0) + 1);
    if (verdict === "truncated" && outstandingBytes === null) this.lostUnknown++;
    else if (verdict === "truncated") this.lostBytes += outstandingBytes ?? 0;
    if (this.first !== null) return;
    const named = { request, protocol: message?.protocol, stream: message?.stream };
    this.first = request || !hasRequest(named) ? subjectOf(named) : "(request not seen)";
  }
}
