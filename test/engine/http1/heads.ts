import { FRAMINGS, LogReader } from "../streams/read-log.js";
import type { DrawnPiece } from "../streams/streams-engine.js";
import { engine } from "./parser-log.js";

/** The start of a response, and how it says that its body ends. */
interface ResponseHead {
  readonly status: number;
  readonly minor: number;
  readonly framing: (typeof FRAMINGS)[number];
  /** Bytes of a body with a length; else 0. */
  readonly length: number;
  readonly closes: boolean;
  readonly isUpgradeToH2c: boolean;
}

/** How a text begins as the head of a response, read in one pass and in two, which come to the same. */
export function responseHeadOf(text: string, method: string | null = null) {
  engine.call("readResponseHead", ...engine.write(text, method ?? ""));
  const log = new LogReader(engine);
  const [end, status] = [log.number(), log.number()];
  const endInOnePass = log.number();
  const inOnePass = nextHead(log);
  const head = nextHead(log);
  return { end, status: status < 0 ? null : status, endInOnePass, inOnePass, head };
}

function nextHead(log: LogReader): ResponseHead | null {
  const status = log.number();
  if (status < 0) return null;
  const minor = log.number();
  const [framing, length] = [log.word(FRAMINGS), log.number()];
  return { status, minor, framing, length, closes: log.flag(), isUpgradeToH2c: log.flag() };
}

/** The start of a request; null if the text does not begin with a request line. */
export function requestHeadOf(text: string) {
  engine.call("readRequestHead", ...engine.write(text));
  const log = new LogReader(engine);
  if (!log.flag()) return null;
  const [method, target] = [log.text(), log.text()];
  return { method, target, framing: log.word(FRAMINGS), length: log.number(), expectsContinue: log.flag() };
}

/** What the fields of a head say. */
export function fieldsOf(text: string) {
  engine.call("readFields", ...engine.write(text));
  const log = new LogReader(engine);
  const length = log.number();
  return {
    contentLength: length < 0 ? null : length,
    isLengthInvalid: log.flag(),
    hasTransferEncoding: log.flag(),
    isLastCodingChunked: log.flag(),
    hasConnection: log.flag(),
    isUpgradeToH2c: log.flag(),
    expectsContinue: log.flag(),
  };
}

/** As the enum of the engine counts them (src/engine/assembly/http1/sniffer.ts). */
export const PROTOCOLS = ["http/1", "tls", "http/2", "other"] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** What the first bytes of a connection are. */
export function sniffed(text: string, length = text.length) {
  engine.call("sniff", ...engine.write(text), length);
  const log = new LogReader(engine);
  const protocol = log.number();
  return {
    protocol: PROTOCOLS[protocol] ?? null,
    proxyHeaderLength: log.number(),
    asksOtherScheme: log.flag(),
    isResponse: log.flag(),
    isTlsRecord: log.flag(),
    mayStartRequest: log.flag(),
    mayStartResponse: log.flag(),
    uwsgi: log.flag() ? { method: log.text(), target: log.text() } : null,
  };
}

/** A head that is cut, with the buffers of its call, of which bytes go by; null if it does not say how long the body is. */
export function cutHeadOf(
  text: string,
  method: string | null,
  hidden: number,
  pieces: readonly DrawnPiece[],
  passed: number,
) {
  engine.setPieces(pieces);
  engine.call("readCutHead", ...engine.add(text, method ?? ""), hidden, passed);
  const log = new LogReader(engine);
  if (!log.flag()) return null;
  const status = log.number();
  return {
    status: status < 0 ? null : status,
    length: log.number(),
    isBodiless: log.flag(),
    isFilled: log.flag(),
    isWholeIfFollowed: log.flag(),
  };
}
