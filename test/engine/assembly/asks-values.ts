/** What the tests ask of the arguments of the current call. */
import { decoration, readDecorationAfter } from "../../../src/engine/assembly/arguments/fd";
import { flags } from "../../../src/engine/assembly/arguments/flags";
import { afterName } from "../../../src/engine/assembly/arguments/plain";
import { mayHoldOption } from "../../../src/engine/assembly/arguments/structs/options";
import { argumentsEndWith, argumentsHold, lastArgumentsHold } from "../../../src/engine/assembly/arguments/text";
import { quotedText, readString } from "../../../src/engine/assembly/arguments/value";
import { unquote } from "../../../src/engine/assembly/buffers/unquote";
import { Room } from "../../../src/engine/assembly/call/room";
import { endpoints } from "../../../src/engine/assembly/decorations/endpoints";
import { create } from "../../../src/engine/assembly/heap/allocate";
import { fdText, readFdText } from "../../../src/engine/assembly/model/fd-argument";
import { say } from "./said";

export { hasFlag, isConstant, isStreamType } from "../../../src/engine/assembly/arguments/constants";
export { elementAfter } from "../../../src/engine/assembly/arguments/elements";
export { fdAt, firstFd } from "../../../src/engine/assembly/arguments/fd";
export { firstItem, firstMember, isCutArray, nextItem } from "../../../src/engine/assembly/arguments/items";
export { argument, beginArguments, lastArgument } from "../../../src/engine/assembly/arguments/list";
export { lastNumber, mayHoldHighBits } from "../../../src/engine/assembly/arguments/text";
export {
  argumentsOfCall,
  changeOf,
  integerOf,
  isArray,
  isCall,
  isCutString,
  isInteger,
  isLeftOut,
  isString,
  isStruct,
} from "../../../src/engine/assembly/arguments/value";
export { hasReturned, isGarbled, isInjected } from "../../../src/engine/assembly/call/outcome";
export { isBrokenName } from "../../../src/engine/assembly/decorations/endpoints";

const room: Room = create<Room>();

/** The bytes of a string. */
export function sayString(value: usize): void {
  readString(value);
  const to = room.of(quotedText.length);
  say(to, unquote(to, quotedText.start, quotedText.end));
}

/** The name of a member; empty without one. */
export function sayName(member: usize): void {
  const value = afterName(member);
  say(member, value === member ? member : value - 1);
}

export function memberValue(member: usize): usize {
  return afterName(member);
}

/** The first name of flags. */
export function sayFirstName(value: usize): void {
  flags.read(value, "");
  say(flags.nameStart, flags.nameEnd);
}

/** An argument as an fd. */
export function sayFdArgument(index: i32): void {
  readFdText(index);
  say(fdText.start, fdText.end);
}

export function sayDecorationAfter(from: usize, to: usize): void {
  readDecorationAfter(from, to);
  say(decoration.start, decoration.end);
}

export function readEndpoints(from: usize, to: usize): i32 {
  return endpoints.read(from, to);
}

export function transport(): i32 {
  return endpoints.transport;
}

export function sayLocal(): void {
  say(endpoints.localStart, endpoints.localEnd);
}

export function sayPeer(): void {
  say(endpoints.peerStart, endpoints.peerEnd);
}

export function sayIdentity(): void {
  say(endpoints.identityStart, endpoints.identityEnd);
}

export function isDamaged(): bool {
  return endpoints.isDamaged;
}

export function holdsPart(which: i32): bool {
  switch (which) {
    case 0:
      return argumentsHold("MSG_TRUNC");
    case 1:
      return lastArgumentsHold("MSG_MORE", 80);
    case 2:
      return argumentsEndWith(", SHUT_WR");
    case 3:
      return mayHoldOption("SO_ERROR");
    default:
      return argumentsHold("CLEX");
  }
}
