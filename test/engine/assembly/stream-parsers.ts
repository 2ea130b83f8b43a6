/** Parsers, readers of requests and recognitions of protocols, as tests see them: by their addresses. */
import { Pieces } from "../../../src/engine/assembly/buffers/pieces";
import { create } from "../../../src/engine/assembly/heap/allocate";
import { Text, textOf } from "../../../src/engine/assembly/heap/text";
import { createParser, destroyParser, MessageParser } from "../../../src/engine/assembly/http1/message/message-parser";
import { createRecognition, Recognition } from "../../../src/engine/assembly/http1/recognition";
import { createRequest, Request } from "../../../src/engine/assembly/http1/request";
import { createRequestReader, RequestReader } from "../../../src/engine/assembly/http1/request-reader";
import { logger, plainLogger, write, writeText } from "./stream-log";

/** The pieces of the call at hand. */
export const pieces: Pieces = create<Pieces>();

export function clearPieces(): void {
  pieces.clear();
}

export function addPiece(start: usize, end: usize, isQuoted: bool, length: f64, isCut: bool): void {
  const piece = pieces.add();
  piece.set(start, end, isQuoted, length, isCut);
  piece.hasStart = isQuoted;
}

/** The parser writes what it reports into the log; `isPlain`: its handler hears only of what it must. */
export function makeParser(isPlain: bool): MessageParser {
  return createParser(isPlain ? plainLogger : logger, 0);
}

export function dropParser(parser: MessageParser): void {
  destroyParser(parser);
}

export function feedParser(parser: MessageParser, isOwn: bool): void {
  parser.take(pieces, isOwn);
}

export function forkParser(parser: MessageParser): MessageParser {
  return parser.fork(logger, 0);
}

export function writeParser(parser: MessageParser): void {
  write(parser.state);
  write(parser.left);
  write(parser.isBetweenChunks ? 1 : 0);
  writeText(parser.partialHead, parser.partialHeadEnd);
}

export function makeReader(): RequestReader {
  return createRequestReader();
}

export function dropReader(reader: RequestReader): void {
  reader.destroy();
}

export function feedReader(reader: RequestReader, line: u32, isFull: bool): void {
  reader.take(pieces, line, isFull);
}

export function continueReader(reader: RequestReader): void {
  reader.continues();
}

export function nextOfReader(reader: RequestReader): void {
  writeRequest(reader.next());
}

/** An interim response is over: its request waits again. */
export function putBackNext(reader: RequestReader): void {
  const next = reader.waiting.takeOldest();
  if (next) reader.waiting.putBack(next);
}

/** A request waits in front of all others. */
export function putInFront(reader: RequestReader, line: u32): void {
  reader.waiting.putBack(createRequest(emptyText(), emptyText(), line, false));
}

function emptyText(): Text {
  return textOf(0, 0);
}

export function writeReader(reader: RequestReader): void {
  write(reader.unread);
  write(reader.isAhead ? 1 : 0);
  write(reader.mayHideMore ? 1 : 0);
  write(reader.isWhole ? 1 : 0);
  write(reader.waiting.count);
  for (let index = 0; index < reader.waiting.count; index++) writeRequest(reader.waiting.at(index));
}

function writeRequest(request: Request | null): void {
  write(request ? request.line : -1);
  if (!request) return;
  write(request.isCut ? 1 : 0);
  writeText(request.method.start, request.method.end);
  writeText(request.target.start, request.target.end);
}

export function makeRecognition(role: i32): Recognition {
  return createRecognition(role);
}

export function dropRecognition(recognition: Recognition): void {
  recognition.destroy();
}

export function feedRecognition(recognition: Recognition, isWrite: bool, line: u32, isOlder: bool): void {
  recognition.take(isWrite, pieces, line, isOlder);
}

export function endRecognition(recognition: Recognition): void {
  recognition.end();
}

/** `isAnswered`: also hands on what was asked otherwise to a reader of requests. */
export function writeRecognition(recognition: Recognition, reader: RequestReader, isAnswered: bool): void {
  write(recognition.protocol);
  write(recognition.role);
  write(recognition.isHttp ? 1 : 0);
  const question = recognition.otherQuestion;
  write(question ? question.line : -1);
  if (question && isAnswered) reader.askedOtherwise(question);
}
