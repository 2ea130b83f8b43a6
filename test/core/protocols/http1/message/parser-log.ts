import { type Framing, responseFraming } from "../../../../../src/core/protocols/http1/head/framing.js";
import {
  mayStartResponse,
  parseResponseHead,
  type ResponseHead,
} from "../../../../../src/core/protocols/http1/head/head.js";
import type { Gap, MessageHandler } from "../../../../../src/core/protocols/http1/message/message-handler.js";
import { MessageParser } from "../../../../../src/core/protocols/http1/message/message-parser.js";
import type { VisibleBytes } from "../../../../../src/core/sockets/event.js";

/** The start of a head, and heads that are whole. */
export const OK = "HTTP/1.1 200 OK\r\n";
export const FIVE = `${OK}Content-Length: 5\r\n\r\n`;
export const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
export const BODILESS = "HTTP/1.1 204 No Content\r\n\r\n";
/** What a parser reports of `BODILESS`. */
export const NEXT = "start, head 204, end";

/** The end of a log, as long as another one, without what was seen of a head. */
export const endOf = (log: string, other: string): string =>
  log.replace(/(?<=lost head) "[^"]*"/, "").slice(-other.length);

/** Bytes of which the capture shows `seen`. */
export const piece = (seen: string, length = seen.length): VisibleBytes => ({ seen, length });

/** What a parser asks, as a test answers it. */
interface Answers {
  readonly mayBeBodiless?: boolean;
  readonly mayHideRest?: boolean;
  readonly skipsEmptyLines?: boolean;
  /** Bytes of the body that follow a head that was cut. */
  readonly left?: number | null;
  /** A message in the place of a chunk's size is the next one. */
  readonly isNext?: boolean;
}

/** A handler that answers only what it must, and writes down what a parser reports of a stream of responses. */
export function plainLog(log: string[]): MessageHandler<ResponseHead> {
  return {
    sureStart: 7,
    mayStart: mayStartResponse,
    parseHead: parseResponseHead,
    onStart: () => log.push("start"),
    onHead: (head): Framing => {
      log.push(`head ${head.status}`);
      return responseFraming(head, null);
    },
    onBody: (bytes) => log.push(`body ${bytes}`),
    onEnd: () => log.push("end"),
    onSurplus: (bytes) => log.push(`surplus ${bytes}`),
    onLost: (gap: Gap, seen, isElided) =>
      log.push(`lost ${gap}${seen === "" ? "" : ` ${JSON.stringify(seen)}`}${isElided ? " elided" : ""}`),
  };
}

/** A handler that hears of all there is. */
export function fullLog(log: string[], { left = null, isNext = true, ...answers }: Answers = {}) {
  const handler: MessageHandler<ResponseHead> = {
    ...plainLog(log),
    ...answers,
    onFound: (isLast) => log.push(isLast ? "found the last" : "found"),
    onFollowed: () => log.push("followed"),
    onInstead: () => {
      log.push("instead");
      return isNext;
    },
    onHeadCut: (seen, hidden, isElided) => {
      log.push(`cut ${JSON.stringify(seen)} ${hidden}${isElided ? " elided" : ""}`);
      return left;
    },
    onBodiless: () => log.push("bodiless"),
    onRestHidden: () => log.push("rest hidden"),
  };
  return handler;
}

/** A call: one buffer, or several. */
export type Call = string | VisibleBytes | readonly VisibleBytes[];

const piecesOf = (call: Call): readonly VisibleBytes[] =>
  typeof call === "string" ? [piece(call)] : "seen" in call ? [call] : call;

/** A parser that has taken these calls, and what it reported. */
export function parse(calls: readonly Call[], answers: Answers = {}) {
  const log: string[] = [];
  const parser = new MessageParser(fullLog(log, answers));
  for (const call of calls) parser.take(piecesOf(call));
  return { parser, log, text: log.join(", ") };
}

/** How a parser classified the bytes of these calls, one after the other. */
export function classesOf(calls: readonly Call[], answers: Answers = {}): string {
  const classes: string[] = [];
  const onBytes = (as: string, bytes: number) => void classes.push(`${as} ${bytes}`);
  const parser = new MessageParser({ ...fullLog([], answers), onBytes });
  for (const call of calls) parser.take(piecesOf(call));
  return classes.join(", ");
}

/** What a parser reports to a handler that answers only what it must. */
export function parsePlainly(calls: readonly Call[], more: Partial<MessageHandler<ResponseHead>> = {}): string {
  const log: string[] = [];
  const parser = new MessageParser({ ...plainLog(log), ...more });
  for (const call of calls) parser.take(piecesOf(call));
  return log.join(", ");
}
