/** What a parser reports, as numbers: of each call of its handler a kind, and what it was called with. */
import { byteAt } from "../../../src/engine/assembly/bytes";
import { create } from "../../../src/engine/assembly/heap/allocate";
import { keep, letGo } from "../../../src/engine/assembly/heap/counted";
import { createList, List } from "../../../src/engine/assembly/heap/list";
import { Text, textOf } from "../../../src/engine/assembly/heap/text";
import { closesAfter } from "../../../src/engine/assembly/http1/head/connection-field";
import { declared, Framing, responseFraming } from "../../../src/engine/assembly/http1/head/framing";
import { head } from "../../../src/engine/assembly/http1/head/head";
import { HandlerTable } from "../../../src/engine/assembly/http1/message/handler-table";

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

/** Its length, and what its bytes come to. */
export function writeText(p: usize, end: usize): void {
  log.push(<f64>(end - p));
  let sum: i32 = 0;
  for (; p < end; p++) sum = sum * 31 + byteAt(p);
  log.push(<f64>sum);
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
let isEmptyLineSkipped: bool = false;
let isNext: bool = true;
let left: f64 = NaN;
let method: Text | null = null;

/** What the handler answers; the method has no bytes if the request was not seen. */
export function answer(bodiless: bool, hides: bool, skips: bool, next: bool, rest: f64): void {
  isBodiless = bodiless;
  isRestHidden = hides;
  isEmptyLineSkipped = skips;
  isNext = next;
  left = rest;
}

export function setMethod(p: usize, end: usize): void {
  if (method) letGo(method);
  method = p === end ? null : keep<Text>(textOf(p, end));
}

function saysBodiless(): bool {
  return isBodiless;
}

function saysRestHidden(): bool {
  return isRestHidden;
}

function saysSkips(): bool {
  return isEmptyLineSkipped;
}

function hearHead(): Framing {
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

function hearStart(): void {
  write(Heard.Start);
}

function hearBody(bytes: f64): void {
  write(Heard.Body);
  write(bytes);
}

function hearEnd(): void {
  write(Heard.End);
}

function hearFound(isLast: bool): void {
  write(Heard.Found);
  write(isLast ? 1 : 0);
}

function hearFollowed(): void {
  write(Heard.Followed);
}

function hearInstead(): bool {
  write(Heard.Instead);
  return isNext;
}

function hearSurplus(bytes: f64): void {
  write(Heard.Surplus);
  write(bytes);
}

function hearLost(gap: i32, p: usize, end: usize, isElided: bool): void {
  write(Heard.Lost);
  write(gap);
  write(isElided ? 1 : 0);
  writeText(p, end);
}

function hearHeadCut(p: usize, end: usize, hidden: f64, isElided: bool): f64 {
  write(Heard.HeadCut);
  write(hidden);
  write(isElided ? 1 : 0);
  writeText(p, end);
  return left;
}

function hearBodiless(): void {
  write(Heard.Bodiless);
}

function hearRestHidden(): void {
  write(Heard.RestHidden);
}

function hearBytes(as: i32, bytes: f64): void {
  write(Heard.Bytes);
  write(as);
  write(bytes);
}

export const logger: HandlerTable = create<HandlerTable>();
logger.skipsEmptyLines = saysSkips.index;
logger.mayBeBodiless = saysBodiless.index;
logger.mayHideRest = saysRestHidden.index;
logger.onHead = hearHead.index;
logger.onStart = hearStart.index;
logger.onBody = hearBody.index;
logger.onEnd = hearEnd.index;
logger.onFound = hearFound.index;
logger.onFollowed = hearFollowed.index;
logger.onInstead = hearInstead.index;
logger.onSurplus = hearSurplus.index;
logger.onLost = hearLost.index;
logger.onHeadCut = hearHeadCut.index;
logger.onBodiless = hearBodiless.index;
logger.onRestHidden = hearRestHidden.index;
logger.onBytes = hearBytes.index;
