/** The parts of an address, written one after the other. Each function returns where it ends; 0: strace does not show the part. */

import { unquote } from "../../buffers/unquote";
import { byteAt, putByte, writeLiteral } from "../../bytes";
import { Room } from "../../call/room";
import { Char } from "../../char";
import { create } from "../../heap/allocate";
import { only } from "../../memory";
import { elementAfter } from "../elements";
import { isNumber } from "../integer";
import { firstMember, member, nextItem } from "../items";
import { afterName } from "../plain";
import { argumentsOfCall, changeOf, integerOf, isCall, isCallOf, isString, quotedText, readString } from "../value";

/** `"/run/app.sock"`, or the abstract `@"name"`; other sockets have no name. */
export function writeUnixPath(to: usize, path: usize): usize {
  if (isString(path)) return writeString(to, path);
  if (path === 0) return 0;
  const at = byteAt(path) === Char.Ampersand ? path + 1 : path;
  if (byteAt(at) !== Char.At || changeOf(path) !== 0) return 0;
  putByte(to, Char.At);
  return writeString(to + 1, at + 1);
}

/** `htons(80)`, or with `-X raw` the two bytes in network order. */
export function writePort(to: usize, port: usize): usize {
  if (isCall(port)) {
    const number = integerOf(argumentsOfCall(port));
    return isNumber(number) ? writeInteger(to, number) : writeLiteral(to, "null");
  }
  if (!isString(port)) return writeLiteral(to, "null");
  raw.read(port);
  return raw.length < 2 ? writeLiteral(to, "NaN") : writeInteger(to, <f64>((raw.byte(0) << 8) | raw.byte(1)));
}

/** `inet_addr("127.0.0.1")`, or with `-X raw` four bytes. */
export function writeHostV4(to: usize, host: usize): usize {
  if (isCall(host)) {
    const text = argumentsOfCall(host);
    return isString(text) ? writeString(to, text) : 0;
  }
  if (!isString(host)) return 0;
  raw.read(host);
  for (let index = 0; index < raw.length; index++) {
    if (index > 0) putByte(to++, Char.Dot);
    to = writeInteger(to, <f64>raw.byte(index));
  }
  return to;
}

/** `inet_pton(AF_INET6, "::1", &sin6_addr)` without a member name, or with `-X raw` a member of sixteen bytes. */
export function writeHostV6(to: usize, struct: usize): usize {
  putByte(to, Char.OpenBracket);
  const end = writeInBrackets(to + 1, struct);
  if (end !== 0) putByte(end, Char.CloseBracket);
  return end === 0 ? 0 : end + 1;
}

function writeInBrackets(to: usize, struct: usize): usize {
  for (let each = firstMember(struct); each !== 0; each = nextItem(each)) {
    const value = afterName(each);
    if (!isCallOf(value, "inet_pton")) continue;
    const text = elementAfter(argumentsOfCall(value));
    return isString(text) ? writeString(to, text) : 0;
  }
  const host = member(struct, "sin6_addr");
  if (!isString(host)) return 0;
  raw.read(host);
  for (let index = 0; index < raw.length; index++) {
    if (index > 0 && (index & 1) === 0) putByte(to++, Char.Colon);
    to = writeHex(to, raw.byte(index));
  }
  return to;
}

function writeString(to: usize, value: usize): usize {
  readString(value);
  return unquote(to, quotedText.start, quotedText.end);
}

/** The bytes of a string. */
@unmanaged
class RawBytes {
  start: usize;
  length: i32;

  read(value: usize): void {
    readString(value);
    this.start = room.of(quotedText.length);
    this.length = <i32>(unquote(this.start, quotedText.start, quotedText.end) - this.start);
  }

  byte(index: i32): i32 {
    return byteAt(this.start + index);
  }
}

const room: Room = create<Room>();
const raw: RawBytes = only<RawBytes>();

/** A whole number in decimal. */
function writeInteger(to: usize, number: f64): usize {
  if (number < 0) putByte(to++, Char.Minus);
  let rest = <u64>abs<f64>(number);
  let digits = 1;
  for (let more = rest / 10; more !== 0; more /= 10) digits++;
  for (let at = to + digits; at > to; rest /= 10) putByte(--at, Char.Zero + <i32>(rest % 10));
  return to + digits;
}

function writeHex(to: usize, byte: i32): usize {
  putByte(to, hexChar(byte >> 4));
  putByte(to + 1, hexChar(byte & 15));
  return to + 2;
}

function hexChar(digit: i32): i32 {
  return digit < 10 ? Char.Zero + digit : Char.a + digit - 10;
}
