import { addressOf } from "../../core/analysis/echo.js";
import type { COUNTER } from "../../core/analysis/model.js";
import type { Verdict } from "../../core/protocols/exchange.js";
import { isWholeText } from "../../core/records/exchange-facts.js";
import type { ExchangeFacts } from "../../core/records/exchange-run.js";
import type { ConnectionRecord } from "../../core/records/record.js";
import type { CaptureClock } from "../../core/text/wall-clock.js";

/** The verdicts, the worst first. */
export const WORST_FIRST: readonly Verdict[] = [
  "truncated",
  "overrun",
  "undetermined",
  "aborted-by-peer",
  "in-flight",
  "complete",
];
const COMPLETE = WORST_FIRST.indexOf("complete");

/** What a list shows of one connection. There may be very many, so a row holds no record. */
export class ConnectionRow {
  readonly capture: number;
  readonly id: string;
  readonly clock: CaptureClock | null;
  readonly opened: number | null;
  readonly ended: number | null;
  /** What ended it; null if it is open. */
  readonly endedBy: string | null;
  readonly pid: number | null;
  readonly server: string | null;
  /** The end that is not the server. */
  readonly client: string | null;
  readonly protocol: string | null;
  /** The first request that is known, such as `GET /a`. */
  request: string | null = null;
  requests = 0;
  /** Bytes that its truncated responses lack, as far as it is known. */
  lost = 0;
  /** True if it is not known of all of them. */
  isMoreLost = false;
  /** By the places in `WORST_FIRST`; null as long as all are complete. */
  #verdicts: number[] | null = null;

  constructor({ capture, id, clock, pid, role, local, peer, protocol, opened, ended }: ConnectionRecord) {
    this.capture = capture;
    this.id = id;
    this.clock = clock;
    this.opened = opened.time;
    this.ended = ended?.time ?? null;
    this.endedBy = ended?.by ?? null;
    this.pid = pid;
    this.server = addressOf({ role, local, peer });
    this.client = this.server === local ? peer : local;
    this.protocol = protocol;
  }

  /** Adds an exchange, by what exchange-facts.ts says of it. Nearly all are whole, and only the first of those is looked at. */
  add(facts: string): void {
    if (this.request !== null && isWholeText(facts)) this.#count("complete");
    else this.#addExchange(JSON.parse(`{${facts}}`) as ExchangeFacts);
  }

  /** How many exchanges have a verdict. */
  countOf(verdict: Verdict): number {
    const place = WORST_FIRST.indexOf(verdict);
    return this.#verdicts ? (this.#verdicts[place] ?? 0) : place === COMPLETE ? this.requests : 0;
  }

  /** Seconds from its begin to its end; null if one of them is not known. */
  get duration(): number | null {
    return this.opened === null || this.ended === null ? null : Math.max(0, this.ended - this.opened);
  }

  #addExchange({ request, response, verdict }: ExchangeFacts): void {
    this.#count(verdict);
    if (request) this.request ??= `${request.method} ${request.target}`;
    if (verdict !== "truncated") return;
    const outstanding = response?.outstandingBytes ?? null;
    this.lost += outstanding ?? 0;
    this.isMoreLost ||= outstanding === null;
  }

  #count(verdict: Verdict): void {
    if (verdict !== "complete") this.#verdicts ??= WORST_FIRST.map((each) => this.countOf(each));
    this.requests++;
    const place = WORST_FIRST.indexOf(verdict);
    if (this.#verdicts) this.#verdicts[place] = (this.#verdicts[place] ?? 0) + 1;
  }
}

/** The verdicts of a row in words, the worst first: `1 truncated, 2 complete`. */
export function verdictsOfRow(row: ConnectionRow): string {
  return WORST_FIRST.flatMap((verdict) => {
    const count = row.countOf(verdict);
    return count === 0 ? [] : [`${count} ${WORDS[verdict]}`];
  }).join(", ");
}

const WORDS: Readonly<Record<Verdict, string>> = {
  truncated: "truncated",
  overrun: "overrun",
  undetermined: "undetermined",
  "aborted-by-peer": "aborted by the peer",
  "in-flight": "still in flight",
  complete: "complete",
} satisfies Record<keyof typeof COUNTER, string>;
