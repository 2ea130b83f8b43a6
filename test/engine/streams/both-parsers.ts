import { closesAfter } from "../../../src/core/protocols/http1/head/connection-field.js";
import { type Framing, responseFraming } from "../../../src/core/protocols/http1/head/framing.js";
import { mayStartResponse, parseResponseHead, type ResponseHead } from "../../../src/core/protocols/http1/head/head.js";
import type { Gap, MessageHandler, ParserState } from "../../../src/core/protocols/http1/message/message-handler.js";
import { MessageParser } from "../../../src/core/protocols/http1/message/message-parser.js";
import { NumberLog, sameLog } from "./same-log.js";
import { type DrawnPiece, StreamsEngine, visible } from "./streams-engine.js";

export const FRAMINGS: readonly Framing["kind"][] = [
  "none",
  "content-length",
  "chunked",
  "until-close",
  "tunnel",
  "invalid",
];
const GAPS: readonly Gap[] = ["head", "sized", "chunk", "broken", "start"];
const STATES: readonly ParserState[] = [
  "start",
  "head",
  "fixed",
  "chunk-size",
  "chunk-data",
  "chunk-end",
  "last-chunk",
  "unfinished-size",
  "unended",
  "trailers",
  "until-close",
  "lost",
];

/** What a parser asks, as a test answers it. */
export interface Answers {
  readonly mayBeBodiless: boolean;
  readonly mayHideRest: boolean;
  readonly skipsEmptyLines: boolean;
  readonly isNext: boolean;
  readonly left: number | null;
  readonly method: string | null;
}

/** As test/engine/assembly/stream-log.ts numbers them. */
export const HEARD = [
  "start",
  "head",
  "body",
  "end",
  "found",
  "followed",
  "instead",
  "surplus",
  "lost",
  "cut",
  "bodiless",
  "restHidden",
  "bytes",
] as const;
/** How often each call of the handler was heard of. */
export const timesHeard = new Map<string, number>();

function kind(heard: (typeof HEARD)[number]): number {
  timesHeard.set(heard, (timesHeard.get(heard) ?? 0) + 1);
  return HEARD.indexOf(heard);
}

function handlerInto(log: NumberLog, { isNext, left, method, ...answers }: Answers): MessageHandler<ResponseHead> {
  return {
    ...answers,
    sureStart: 7,
    mayStart: mayStartResponse,
    parseHead: parseResponseHead,
    onStart: () => log.write(kind("start")),
    onHead: (head) => {
      const framing = responseFraming(head, method);
      const length = framing.kind === "content-length" ? framing.length : 0;
      const isH2c = /^h2c$/i.test(head.fields.upgrade[0] ?? "");
      log.write(
        kind("head"),
        head.status,
        head.minor,
        FRAMINGS.indexOf(framing.kind),
        length,
        closesAfter(head),
        isH2c,
      );
      return framing;
    },
    onBody: (bytes) => log.write(kind("body"), bytes),
    onEnd: () => log.write(kind("end")),
    onFound: (isLast) => log.write(kind("found"), isLast),
    onFollowed: () => log.write(kind("followed")),
    onInstead: () => {
      log.write(kind("instead"));
      return isNext;
    },
    onSurplus: (bytes) => log.write(kind("surplus"), bytes),
    onLost: (gap, seen, isElided) => {
      log.write(kind("lost"), GAPS.indexOf(gap), isElided);
      log.writeText(seen);
    },
    onHeadCut: (seen, hidden, isElided) => {
      log.write(kind("cut"), hidden, isElided);
      log.writeText(seen);
      return left;
    },
    onBodiless: () => log.write(kind("bodiless")),
    onRestHidden: () => log.write(kind("restHidden")),
    onBytes: (as, bytes) => log.write(kind("bytes"), STATES.indexOf(as as ParserState), bytes),
  };
}

export const engine = new StreamsEngine();

/** Both parsers take the same calls, and report the same. */
export function sameParsers(calls: readonly (readonly DrawnPiece[])[], answers: Answers, isOwn = true): void {
  const { mayBeBodiless, mayHideRest, skipsEmptyLines, isNext, left, method } = answers;
  engine.call("setMethod", ...engine.write(method ?? ""));
  engine.call("answer", mayBeBodiless, mayHideRest, skipsEmptyLines, isNext, left ?? Number.NaN);
  const own = engine.call("makeParser");
  const log = new NumberLog();
  const handler = handlerInto(log, answers);
  const parser = new MessageParser(handler);
  for (const call of calls) {
    const pieces = call.map(visible);
    engine.setPieces(call);
    const fork = engine.call("forkParser", own);
    engine.call("feedParser", fork, isOwn);
    const other = parser.fork(handler);
    other.take(pieces, isOwn);
    writeBoth(log, other, fork);
    engine.call("dropParser", fork);
    engine.call("feedParser", own, isOwn);
    parser.take(pieces, isOwn);
    writeBoth(log, parser, own);
  }
  engine.call("dropParser", own);
  const said = engine.takeLog();
  sameLog(said, log.numbers, "parsers");
  engine.call("setMethod", 0, 0);
}

function writeBoth(log: NumberLog, parser: MessageParser<ResponseHead>, own: number): void {
  engine.call("writeParser", own);
  log.write(STATES.indexOf(parser.state), parser.left, parser.isBetweenChunks);
  log.writeText(parser.partialHead);
}
