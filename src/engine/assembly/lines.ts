/** Cuts the bytes of the capture into lines, and has each of them read. */
import { byteAt, find, findLineMark } from "./bytes";
import { Char, isDigit, isSmall } from "./char";
import { readLine } from "./line";
import { LONGEST_LINE } from "./memory";
import { bytesEndAt } from "./reading/next-line";
import { takeLine } from "./reading/take-line";
import { MOST_RECORDS, Reason, recordAt } from "./record";

let lines: u32 = 0;
let count: i32 = 0;

/** How many records the last scan made. */
export function recordCount(): i32 {
  return count;
}

/**
 * Reads the whole lines of p..end, until OUT is full.
 *
 * @returns where the next line begins: there, more bytes are needed, or OUT has to be emptied
 */
export function scan(p: usize, end: usize): usize {
  count = 0;
  while (p < end && count < MOST_RECORDS) {
    const newline = readLineAt(p, end);
    if (newline === 0) break;
    p = newline + 1;
    count++;
  }
  return p;
}

/**
 * Reads the whole lines of p..stop, and applies them to the model, up to the first one that the host has to read. Its record is then
 * the only one (`recordCount`).
 *
 * @param end the bytes of the capture end here: how the line after `stop` begins may be seen
 * @returns where the next line begins
 */
export function applyLines(p: usize, stop: usize, end: usize): usize {
  count = 0;
  bytesEndAt(end);
  while (p < stop) {
    const newline = readLineAt(p, stop);
    if (newline === 0) break;
    p = newline + 1;
    if (takeLine(recordAt(0))) continue;
    count = 1;
    break;
  }
  return p;
}

/** How many lines the engine has seen. */
export function lineCount(): u32 {
  return lines;
}

/** The host takes a line out of the bytes that the engine does not get to see. */
export function skipLine(): void {
  lines++;
}

/** Reads the line at p; returns where its newline stands, 0 if it is not there yet. */
function readLineAt(p: usize, end: usize): usize {
  let mark = findLineMark(p, end);
  while (mark !== 0 && byteAt(mark) === Char.Ampersand && !mayBeEntity(mark)) mark = findLineMark(mark + 1, end);
  if (mark === 0) return 0;
  const newline = byteAt(mark) === Char.Newline ? mark : find(mark, end, Char.Newline);
  if (newline === 0) return 0;

  const lineEnd = newline > p && byteAt(newline - 1) === Char.Return ? newline - 1 : newline;
  const record = recordAt(count);
  record.line = ++lines;
  record.start = p;
  record.end = lineEnd;
  if (newline - p > <usize>LONGEST_LINE) record.ask(Reason.Length);
  else if (mark < lineEnd) record.ask(Reason.Characters);
  else readLine(record, p, lineEnd);
  return newline;
}

/** `&lt` and `&quot`, with room for others. */
const SHORTEST_ENTITY: usize = 3;
const LONGEST_ENTITY: usize = 8;

/** True for the `&` of `&lt;` and `&#34;`, if a page escaped the capture. The `&` of a query is followed by no semicolon so soon. */
function mayBeEntity(p: usize): bool {
  let at = p + 1;
  while (at - p < LONGEST_ENTITY && isInEntity(byteAt(at))) at++;
  return byteAt(at) === Char.Semicolon && at - p >= SHORTEST_ENTITY;
}

function isInEntity(char: i32): bool {
  return isSmall(char) || isDigit(char) || char === Char.Hash;
}
