/** What a parser reports, as numbers: of each call of its handler a kind, and what it was called with. */
import { byteAt } from "../../../src/engine/assembly/bytes";
import { keep, letGo } from "../../../src/engine/assembly/heap/counted";
import { createList, List } from "../../../src/engine/assembly/heap/list";
import { Text, textOf } from "../../../src/engine/assembly/heap/text";
import { closesAfter } from "../../../src/engine/assembly/http1/head/connection-field";
import { declared, Framing, responseFraming } from "../../../src/engine/assembly/http1/head/framing";
import { head } from "../../../src/engine/assembly/http1/head/head";
import { createTableForResponses, HandlerTable } from "../../../src/engine/assembly/http1/message/handler-table";

const log: List<f64> = createList<f64>();

export function logStart(): usize {
  return log.start;
}

export function logLength(): i32 {
  return log.length;
}

export function clearLog(): void {
  log.cut(0);
}

export function write(number: f64): void {
  log.push(number);
}

/** Its length, and its bytes. */
export function writeText(p: usize, end: usize): void {
  log.push(<f64>(end - p));
  for (; p < end; p++) log.push(<f64>byteAt(p));
}

/** As the test numbers them. */
enum Heard {
  Start,
  Head,
  Body,
  End,
  Found,
  Followed,
  Instead,
  Surplus,
  Lost,
  HeadCut,
  Bodiless,
  RestHidden,
  Bytes,
}

let isBodiless: bool = false;
let isRestHidden: bool = false;
let isNext: bool = true;
let left: f64 = NaN;
let method: Text | null = null;

/** What the handler answers; the method has no bytes if the request was not seen. */
export function answer(bodiless: bool, hides: bool, skips: bool, next: bool, rest: f64): void {
  isBodiless = bodiless;
  isRestHidden = hides;
  logger.skipsEmptyLines = skips;
  plainLogger.skipsEmptyLines = skips;
  isNext = next;
  left = rest;
}

export function setMethod(p: usize, end: usize): void {
  if (method) letGo(method);
  method = p === end ? null : keep<Text>(textOf(p, end));
}

function saysBodiless(_owner: usize): bool {
  return isBodiless;
}

function saysRestHidden(_owner: usize): bool {
  return isRestHidden;
}

function hearHead(_owner: usize): Framing {
  const framing = responseFraming(method);
  write(Heard.Head);
  write(head.status);
  write(head.minor);
  write(framing);
  write(framing === Framing.ContentLength ? declared.length : 0);
  write(closesAfter() ? 1 : 0);
  write(head.fields.isUpgradeToH2c ? 1 : 0);
  return framing;
}

function hearStart(_owner: usize): void {
  write(Heard.Start);
}

function hearBody(_owner: usize, bytes: f64): void {
  write(Heard.Body);
  write(bytes);
}

function hearEnd(_owner: usize): void {
  write(Heard.End);
}

function hearFound(_owner: usize, isLast: bool): void {
  write(Heard.Found);
  write(isLast ? 1 : 0);
}

function hearFollowed(_owner: usize): void {
  write(Heard.Followed);
}

function hearInstead(_owner: usize): bool {
  write(Heard.Instead);
  return isNext;
}

function hearSurplus(_owner: usize, bytes: f64): void {
  write(Heard.Surplus);
  write(bytes);
}

function hearLost(_owner: usize, gap: i32, p: usize, end: usize, isElided: bool): void {
  write(Heard.Lost);
  write(gap);
  write(isElided ? 1 : 0);
  writeText(p, end);
}

function hearHeadCut(_owner: usize, p: usize, end: usize, hidden: f64, isElided: bool): f64 {
  write(Heard.HeadCut);
  write(hidden);
  write(isElided ? 1 : 0);
  writeText(p, end);
  return left;
}

function hearBodiless(_owner: usize): void {
  write(Heard.Bodiless);
}

function hearRestHidden(_owner: usize): void {
  write(Heard.RestHidden);
}

function hearBytes(_owner: usize, as: i32, bytes: f64): void {
  write(Heard.Bytes);
  write(as);
  write(bytes);
}

/** Hears only of what each handler must hear of. */
export const plainLogger: HandlerTable = createPlainLogger();
/** Hears of all there is. */
export const logger: HandlerTable = createPlainLogger();

function createPlainLogger(): HandlerTable {
  const table = createTableForResponses();
  table.mayBeBodiless = saysBodiless.index;
  table.mayHideRest = saysRestHidden.index;
  table.onHead = hearHead.index;
  table.onStart = hearStart.index;
  table.onBody = hearBody.index;
  table.onEnd = hearEnd.index;
  table.onSurplus = hearSurplus.index;
  table.onLost = hearLost.index;
  return table;
}

logger.onFound = hearFound.index;
logger.onFollowed = hearFollowed.index;
logger.onInstead = hearInstead.index;
logger.onHeadCut = hearHeadCut.index;
logger.onBodiless = hearBodiless.index;
logger.onRestHidden = hearRestHidden.index;
logger.onBytes = hearBytes.index;
