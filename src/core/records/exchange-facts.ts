import type { PlainExchange } from "../analysis/model.js";
import type { Exchange, Request } from "../protocols/exchange.js";
import type { MessageFacts } from "../protocols/message-facts.js";
import { jsonText } from "../text/json-text.js";

/** How nearly all exchanges end: all of the response was accepted. */
const WHOLE =
  ',"outstandingBytes":0,"owedBytes":0,"inDoubtBytes":0},"verdict":"complete","cause":null,"evidence":null,"blindSpots":[]';

/**
 * What is said of an exchange besides whose it is, as the inside of a JSON object. There is one for every response, so
 * it is written out by hand: `JSON.stringify` of such an object takes several times as long.
 */
export function exchangeFactsText(exchange: Exchange): string {
  const ending = isWhole(exchange) ? WHOLE : sizesJson(exchange) + judgedJson(exchange);
  return `"request":${requestJson(exchange.request)},"response":${responseJson(exchange.response)}${ending}${messageJson(exchange.message)}`;
}

/** Only an exchange that is not HTTP/1 says what it is. */
function messageJson(message: MessageFacts | undefined): string {
  return message ? `,"protocol":"${message.protocol}","stream":${message.stream}` : "";
}

/** True if these facts are those of a response that is whole, of which there is no more to say. */
export function isWholeText(facts: string): boolean {
  return facts.endsWith(WHOLE);
}

/** The same of a plain exchange. */
export function plainFactsText(exchange: PlainExchange): string {
  return `"request":${requestJson(exchange.request)},"response":${responseJson(exchange)}${WHOLE}`;
}

function requestJson(request: Request | null): string {
  if (!request) return "null";
  const { method, target, line } = request;
  return `{"method":${jsonText(method)},"target":${jsonText(target)},"line":${line}}`;
}

/** Without its brace: the sizes follow. */
function responseJson(response: Omit<PlainExchange, "request"> | null): string {
  if (!response) return "null";
  const { status, line, time, framing, declaredBytes, acceptedBytes } = response;
  return `{"status":${status},"line":${line},"time":${time},"framing":"${framing}","declaredBytes":${declaredBytes},"acceptedBytes":${acceptedBytes}`;
}

function isWhole(exchange: Exchange): boolean {
  const isShort = exchange.outstandingBytes !== 0 || exchange.owedBytes !== 0 || exchange.inDoubtBytes !== 0;
  const isPlain = exchange.evidence === null && exchange.cause !== "reset" && exchange.blindSpots.length === 0;
  return exchange.response !== null && exchange.verdict === "complete" && !isShort && isPlain;
}

function sizesJson({ response, outstandingBytes, owedBytes, inDoubtBytes }: Exchange): string {
  if (!response) return "";
  const inDoubt = Number.isFinite(inDoubtBytes) ? inDoubtBytes : null; // a write of unknown size
  const atMost = response.isAtMost ? ',"isAtMost":true' : "";
  return `${atMost},"outstandingBytes":${outstandingBytes},"owedBytes":${owedBytes},"inDoubtBytes":${inDoubt}}`;
}

function judgedJson({ verdict, cause, evidence, blindSpots }: Exchange): string {
  const shown = verdict === "truncated" || cause === "reset" ? cause : null;
  const spots = blindSpots.length === 0 ? "[]" : JSON.stringify(blindSpots);
  return `,"verdict":"${verdict}","cause":${word(shown)},"evidence":${word(evidence)},"blindSpots":${spots}`;
}

/** A name of ours holds nothing to escape. */
function word(name: string | null): string {
  return name === null ? "null" : `"${name}"`;
}
