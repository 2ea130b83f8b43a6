/** The facts of plain exchanges as JSON (core/records/exchange-facts.ts): what is said of one besides whose it is. */
import { isNumber } from "../arguments/integer";
import { putByte } from "../bytes";
import { Char } from "../char";
import { Exchange, NOT_ANY } from "../http1/exchange";
import { Request } from "../http1/request";
import { writeNumber, writePlain, writeSeconds, writeWords } from "../json-bytes";
import { PlainExchanges } from "./plain-exchanges";
import { framingWord } from "./words";

/** What stands between two exchanges in a list. */
const BETWEEN = "},\n{";
/** How all of them end: all of the response was accepted. */
const WHOLE =
  ',"outstandingBytes":0,"owedBytes":0,"inDoubtBytes":0},"verdict":"complete","cause":null,"evidence":null,"blindSpots":[]';
/** More than is written besides the method and the target, and what may be written past the end. */
const OTHERS: i32 = 512;

/** Adds what is said of an exchange that can be counted (plain-counts.ts). Returns false if the host has to write it: nothing is added. */
export function addFacts(plain: PlainExchanges, exchange: Exchange): bool {
  const request = exchange.request;
  const named = request ? request.method.length + request.target.length : 0;
  let p = plain.roomFor(named + OTHERS);
  if (plain.length > 0) p = writeWords(p, BETWEEN);
  p = writeRequest(p, request);
  if (p === 0) return false;
  p = writeWords(p, ',"response":{"status":');
  p = exchange.status === NOT_ANY ? writeWords(p, "null") : writeNumber(p, exchange.status);
  p = writeNumber(writeWords(p, ',"line":'), exchange.responseLine);
  p = writeTime(writeWords(p, ',"time":'), exchange.responseTime);
  if (p === 0) return false;
  p = writeWords(writeWords(p, ',"framing":"'), framingWord(exchange.framing));
  p = writeSize(writeWords(p, '","declaredBytes":'), exchange.declaredBytes);
  p = writeSize(writeWords(p, ',"acceptedBytes":'), exchange.acceptedBytes);
  plain.endAt(writeWords(p, WHOLE));
  return true;
}

/** Returns where it ends; 0: a string has to be escaped. */
function writeRequest(to: usize, request: Request | null): usize {
  if (!request) return writeWords(to, '"request":null');
  let p = writeWords(to, '"request":{"method":"');
  p = writePlain(p, request.method.start, request.method.end);
  if (p === 0) return 0;
  p = writePlain(writeWords(p, '","target":"'), request.target.start, request.target.end);
  if (p === 0) return 0;
  p = writeNumber(writeWords(p, '","line":'), request.line);
  putByte(p, Char.CloseBrace);
  return p + 1;
}

/** Returns where it ends; 0: the host has to write it. */
function writeTime(to: usize, seconds: f64): usize {
  return isNumber(seconds) ? writeSeconds(to, seconds) : writeWords(to, "null");
}

function writeSize(to: usize, bytes: f64): usize {
  return !isNumber(bytes) ? writeWords(to, "null") : writeNumber(to, <u32>bytes);
}
