/** What the handlers ask of the text of the current call's arguments, without reading the arguments. */

/** True if the arguments hold this text anywhere. */
export function argumentsHold(text: string): bool {
  return false;
}

/** True if one of the last `length` bytes of the arguments begins this text. */
export function lastArgumentsHold(text: string, length: i32): bool {
  return false;
}

/** True if the arguments end with this text. */
export function argumentsEndWith(text: string): bool {
  return false;
}

/** The number that the arguments end with; NO_NUMBER: they end otherwise. */
export function lastNumber(): f64 {
  return NaN;
}

/** True if they hold `, 3 ` or `, 0x3,` near their begin: numbers that may stand for names (`-X raw`). */
export function mayHoldNumbers(): bool {
  return false;
}

/** True if the argument after the last string may hold the bit of O_CLOEXEC as a number: `0x80000`. */
export function mayHoldHighBits(): bool {
  return false;
}
