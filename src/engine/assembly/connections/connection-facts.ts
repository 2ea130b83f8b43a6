/** What is said of a connection that is over, besides its number, as JSON (core/records/connection-facts.ts). */
import { isNumber } from "../arguments/integer";
import { putByte } from "../bytes";
import { Char } from "../char";
import { GrowingText } from "../heap/growing-text";
import { writeNumber, writePlain, writeSeconds, writeWords } from "../json-bytes";
import { only } from "../memory";
import { Connection, NOT_ENDED } from "./connection";
import { followed } from "./followed";
import { endWord, protocolJson, roleWord, transportWord } from "./words";

/** More than is written besides the addresses, and what may be written past the end. */
const OTHERS: i32 = 512;
const FD_LIMIT: f64 = 4_294_967_296;

/** Of the connection that is reported. */
const facts: GrowingText = only<GrowingText>();

/** Writes what is said of a connection where the host finds it; it finds nothing if it has to write it by itself. */
export function tellFacts(connection: Connection): void {
  const ends = <i32>(connection.localEnd - connection.localStart + connection.peerEnd - connection.peerStart);
  facts.cutTo(0);
  const start = facts.roomFor(ends + OTHERS);
  followed.factsStart = start;
  followed.factsEnd = write(start, connection);
}

/** Returns where the text ends; 0: the host has to write it, because JSON may escape one of its characters. */
function write(to: usize, connection: Connection): usize {
  const fd = connection.fd;
  if (!(fd >= 0 && fd < FD_LIMIT && fd === Math.floor(fd))) return 0;
  let p = writeWords(to, '"pid":');
  p = connection.pid < 0 ? writeWords(p, "null") : writeNumber(p, connection.pid);
  p = writeNumber(writeWords(p, ',"fd":'), <u32>fd);
  p = writeWords(writeWords(p, ',"transport":"'), transportWord(connection.transport));
  p = writeWords(writeWords(p, '","role":"'), roleWord(connection.role));
  p = writeWords(writeWords(p, '","protocol":'), protocolJson(connection.protocol));
  p = writeAddress(writeWords(p, ',"local":'), connection.localStart, connection.localEnd);
  if (p === 0) return 0;
  p = writeAddress(writeWords(p, ',"peer":'), connection.peerStart, connection.peerEnd);
  if (p === 0) return 0;
  p = writeMoment(writeWords(p, ',"opened":{'), connection.openedLine, connection.openedTime);
  if (p === 0) return 0;
  if (connection.endedBy === NOT_ENDED) return writeWords(p, '},"ended":null');
  p = writeMoment(writeWords(p, '},"ended":{'), connection.endedLine, connection.endedTime);
  if (p === 0) return 0;
  return writeWords(writeWords(writeWords(p, ',"by":"'), endWord(connection.endedBy)), '"}');
}

function writeAddress(to: usize, start: usize, end: usize): usize {
  if (end === 0) return writeWords(to, "null");
  putByte(to, Char.Quote);
  const stop = writePlain(to + 1, start, end);
  if (stop === 0) return 0;
  putByte(stop, Char.Quote);
  return stop + 1;
}

function writeMoment(to: usize, line: u32, time: f64): usize {
  const p = writeWords(writeNumber(writeWords(to, '"line":'), line), ',"time":');
  return isNumber(time) ? writeSeconds(p, time) : writeWords(p, "null");
}
