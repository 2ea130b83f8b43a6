/**
 * Receives what a parser finds in a byte stream (core/protocols/http1/message/message-handler.ts). Who that is, `parser.reads` says, and
 * where it is, `parser.owner`.
 */
import { NO_NUMBER } from "../../arguments/integer";
import { Framing, responseFraming } from "../head/framing";
import { mayStartRequest, mayStartResponse, parseRequestHead, parseResponseHead } from "../head/head";
import { RequestReader } from "../request-reader";
import {
  mayResponseBeBodiless,
  mayResponseHideRest,
  onResponseBodiless,
  onResponseBody,
  onResponseEnd,
  onResponseFollowed,
  onResponseFound,
  onResponseHead,
  onResponseHeadCut,
  onResponseInstead,
  onResponseLost,
  onResponseRestHidden,
  onResponseStart,
  onResponseSurplus,
  responsesOf,
} from "../response/response-handler";
import { EndWatch } from "./dry-run";
import { HandlerTable } from "./handler-table";
import { MessageParser } from "./message-parser";
import { Gap, ParserState } from "./states";

/** Who reads a stream. */
export enum Reads {
  Requests,
  Responses,
  Watch,
  /** Whoever has a `HandlerTable`. */
  Others,
}

/** `HTTP/1.` */
const VERSION_BYTES: i32 = 7;

function requestsOf(parser: MessageParser): RequestReader {
  return changetype<RequestReader>(parser.owner);
}

function watchOf(parser: MessageParser): EndWatch {
  return changetype<EndWatch>(parser.owner);
}

function others(parser: MessageParser): HandlerTable {
  return changetype<HandlerTable>(parser.owner);
}

/** Characters that a message surely begins with: before they are seen, none has begun. */
export function sureStart(parser: MessageParser): i32 {
  return parser.reads === Reads.Requests ? 1 : VERSION_BYTES;
}

/** True if the text p..end is, or may become, the start of a message. */
export function mayStart(parser: MessageParser, p: usize, end: usize): bool {
  return parser.reads === Reads.Requests ? mayStartRequest(p, end) : mayStartResponse(p, end);
}

/** True if empty lines before a message are to be ignored (RFC 9112 section 2.2). */
export function skipsEmptyLines(parser: MessageParser): bool {
  if (parser.reads === Reads.Others) return call_indirect<bool>(others(parser).skipsEmptyLines);
  return parser.reads === Reads.Requests;
}

/** Reads a head, up to its empty line, into `head`. False: it is not one. */
export function parseHead(parser: MessageParser, p: usize, end: usize): bool {
  return parser.reads === Reads.Requests ? parseRequestHead(p, end) : parseResponseHead(p, end);
}

/** True if the promised body may not follow: the request was not seen, and it may have been a HEAD. */
export function mayBeBodiless(parser: MessageParser): bool {
  switch (parser.reads) {
    case Reads.Responses:
      return mayResponseBeBodiless(responsesOf(parser));
    case Reads.Others:
      return call_indirect<bool>(others(parser).mayBeBodiless);
    default:
      return false;
  }
}

/** True if the capture may hide the rest of a body. */
export function mayHideRest(parser: MessageParser): bool {
  switch (parser.reads) {
    case Reads.Responses:
      return mayResponseHideRest(responsesOf(parser));
    case Reads.Others:
      return call_indirect<bool>(others(parser).mayHideRest);
    default:
      return false;
  }
}

/** A whole head was seen: it is the one that was parsed last. Returns how its body is framed. */
export function onHead(parser: MessageParser): Framing {
  switch (parser.reads) {
    case Reads.Requests:
      return requestsOf(parser).onHead();
    case Reads.Responses:
      return onResponseHead(responsesOf(parser));
    case Reads.Others:
      return call_indirect<Framing>(others(parser).onHead);
    default:
      return responseFraming(watchOf(parser).method);
  }
}

/** The first bytes of a head were seen. */
export function onStart(parser: MessageParser): void {
  if (parser.reads === Reads.Responses) onResponseStart(responsesOf(parser));
  else if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onStart);
}

/** `bytes` of the body, or of what cannot be followed, went by. */
export function onBody(parser: MessageParser, bytes: f64): void {
  if (parser.reads === Reads.Responses) onResponseBody(responsesOf(parser), bytes);
  else if (parser.reads === Reads.Requests) requestsOf(parser).onBody();
  else if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onBody, bytes);
}

/** The message is whole. */
export function onEnd(parser: MessageParser): void {
  if (parser.reads === Reads.Responses) onResponseEnd(responsesOf(parser));
  else if (parser.reads === Reads.Watch) watchOf(parser).mayEnd = true;
  else if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onEnd);
}

/**
 * The head or the body was lost, and a chunk of the body is found.
 *
 * @param isLast it is the last chunk, in a write of its own: more bytes after it would show that it was data
 */
export function onFound(parser: MessageParser, isLast: bool): void {
  if (parser.reads === Reads.Responses) onResponseFound(responsesOf(parser), isLast);
  else if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onFound, isLast);
}

/** Another message follows one of which the capture hides the end, but whose framing is known in part. */
export function onFollowed(parser: MessageParser): void {
  if (parser.reads === Reads.Responses) onResponseFollowed(responsesOf(parser));
  else if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onFollowed);
}

/** A message begins where a chunk size is due. Returns true if it is the next one, false if it is data of the body. */
export function onInstead(parser: MessageParser): bool {
  if (parser.reads === Reads.Responses) return onResponseInstead(responsesOf(parser));
  if (parser.reads === Reads.Watch) watchOf(parser).mayEnd = true;
  else if (parser.reads === Reads.Others) return call_indirect<bool>(others(parser).onInstead);
  return true;
}

/** `bytes` came after a message and do not start another. */
export function onSurplus(parser: MessageParser, bytes: f64): void {
  if (parser.reads === Reads.Responses) onResponseSurplus(responsesOf(parser), bytes);
  else if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onSurplus, bytes);
}

/**
 * From here on the stream cannot be followed: the capture hides bytes that matter, or it is not HTTP. The text p..end was seen of the
 * head or the chunk size before the gap.
 *
 * @param isElided a person left out what is hidden; otherwise strace cut it
 */
export function onLost(parser: MessageParser, gap: Gap, p: usize, end: usize, isElided: bool): void {
  if (parser.reads === Reads.Responses) onResponseLost(responsesOf(parser), gap, p, end, isElided);
  else if (parser.reads === Reads.Requests) requestsOf(parser).onLost(p, end);
  else if (parser.reads === Reads.Watch) watchOf(parser).mayEnd = true;
  else if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onLost, gap, p, end, isElided);
}

/**
 * The end of a head is hidden. The text p..end was seen of it.
 *
 * @param hidden the bytes after it that the same buffer hides
 * @param isElided a person left them out; otherwise strace cut them
 * @returns how many bytes of the body are surely still to come; NO_NUMBER if what was seen does not give the body's length
 */
export function onHeadCut(parser: MessageParser, p: usize, end: usize, hidden: f64, isElided: bool): f64 {
  if (parser.reads === Reads.Responses) return onResponseHeadCut(responsesOf(parser), p, end, hidden, isElided);
  if (parser.reads === Reads.Others) return call_indirect<f64>(others(parser).onHeadCut, p, end, hidden, isElided);
  return NO_NUMBER;
}

/** Another message starts in place of the promised body: it answered a HEAD. Called only if `mayBeBodiless`. */
export function onBodiless(parser: MessageParser): void {
  if (parser.reads === Reads.Responses) onResponseBodiless(responsesOf(parser));
  else if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onBodiless);
}

/** Another message starts within the promised body: its rest is hidden. Called only if `mayHideRest`. */
export function onRestHidden(parser: MessageParser): void {
  if (parser.reads === Reads.Responses) onResponseRestHidden(responsesOf(parser));
  else if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onRestHidden);
}

/** The next bytes were classified: only tests hear of it. */
export function onBytes(parser: MessageParser, as: ParserState, bytes: f64): void {
  if (parser.reads === Reads.Others) call_indirect<void>(others(parser).onBytes, as, bytes);
}
