/** What a value is, and what is in it (core/strace/arguments/value.ts). The address 0 is no value, and is nothing of all that. */

/** A value as an integer; NO_NUMBER: it is none. Of a change, such as `128 => 16`, it is the integer after it. */
export function integerOf(value: usize): f64 {
  return NO_NUMBER;
}

/** In place of a number. */
export const NO_NUMBER: f64 = NaN;

export function isNumber(number: f64): bool {
  return !isNaN(number);
}

/** True if the value is an integer, and no change. */
export function isInteger(value: usize): bool {
  return false;
}

export function isString(value: usize): bool {
  return false;
}

export function isArray(value: usize): bool {
  return false;
}

export function isStruct(value: usize): bool {
  return false;
}

/** True for `before => after`. */
export function isChange(value: usize): bool {
  return false;
}

/** The value before the arrow of a change; any other value is itself. */
export function beforeChange(value: usize): usize {
  return value;
}

/** The value after the arrow of a change; any other value is itself. */
export function afterChange(value: usize): usize {
  return value;
}
