import type { Verdict } from "../../protocols/exchange.js";
import type { ExchangeRecord } from "../../records/record.js";
import { visibleBytes } from "../../text/escape.js";
import type { ExchangeSpan } from "../spans/exchange-span.js";
import { subjectOf } from "../subject.js";
import { type Arrows, arrow } from "./arrows.js";
import { type Color, type PerfettoEvent, slice, type TraceArgs, traceName } from "./perfetto-event.js";
import type { Track } from "./track.js";

const COLORS: Readonly<Record<Verdict, Color>> = {
  complete: "good",
  truncated: "terrible",
  "aborted-by-peer": "yellow",
  overrun: "bad",
  "in-flight": "grey",
  undetermined: "grey",
};

/** The slice of an exchange, around its calls, and an arrow from the write that left bytes behind to the call that ended it. */
export function exchangeEvents(
  exchange: ExchangeRecord,
  span: ExchangeSpan,
  track: Track,
  arrows: Arrows,
): readonly PerfettoEvent[] {
  const { lane, events } = track.take("exchanges", span, span.fits ? 0 : 1);
  const { verdict } = exchange;
  const name = `${traceName(visibleBytes(subjectOf(exchange)))}${verdict === "complete" ? "" : ` (${verdict})`}`;
  const more = { cat: "exchange", cname: COLORS[verdict], args: argsOf(exchange) };
  return [...events, slice(track.lane("exchanges", lane), name, span, more), ...cutArrow(verdict, span, track, arrows)];
}

function cutArrow(
  verdict: Verdict,
  { refused, ending }: ExchangeSpan,
  track: Track,
  arrows: Arrows,
): readonly PerfettoEvent[] {
  if (verdict !== "truncated" || !refused || !ending || ending.from < refused.from) return [];
  const points = [refused, ending].map(({ lane, from }) => ({ on: track.lane("calls", lane), ts: from }));
  return arrow(arrows, "bytes left behind", points);
}

function argsOf({
  index,
  request,
  response,
  verdict,
  cause,
  evidence,
  blindSpots,
  ...more
}: ExchangeRecord): TraceArgs {
  return {
    exchange: index,
    request: request ? `${request.method} ${request.target}` : null,
    requestLine: request?.line ?? null,
    status: response?.status ?? null,
    responseLine: response?.line ?? null,
    framing: response?.framing,
    declared: response?.declaredBytes ?? null,
    accepted: response?.acceptedBytes ?? null,
    outstanding: response?.outstandingBytes ?? null,
    verdict,
    ...(cause && { cause }),
    ...(evidence && { evidence }),
    ...(blindSpots.length > 0 && { blindSpots }),
    ...(more.protocol && { protocol: more.protocol, stream: more.stream ?? null }),
  };
}
