import { isSyscallName } from "../../../core/syscalls/names.js";
import { callRow } from "../../../core/syscalls/rows.js";
import { movesBytes } from "./buffers.js";

/** The tokens around a token, which show what it is. */
export interface Around {
  readonly previous: string;
  readonly beforePrevious: string;
  readonly next: string;
  /** All of the text after the token. */
  readonly after: string;
}

/**
 * Decides whether a number of an argument list stays. It may be negative or hexadecimal, and it stands in a place for numbers
 * (`numbersInPlace`).
 */
export type NumberChoice = (number: string, around: Around) => boolean;

/** The largest count of bytes that a call takes at once (Linux, MAX_RW_COUNT) has ten digits, or eight hexadecimal ones. */
const SIZE = 10;
const HEX_SIZE = 8;
/** Digits of an fd, a flag or a pid, of which the analysis reads some. */
const READ = 8;
/** The same in a call that the analysis does not read. */
const UNREAD = 5;
/** Digits of an fd. */
const FD = 6;
/** Digits of a pid (PID_MAX_LIMIT of the kernel). */
export const PID = 7;

/** What ends a size: strace prints no blank there. */
const AFTER_SIZE = /^(?:$|[,)}])/;
const SIZE_NAME = /^(?:iov_len|count|len|size)$/;
/** Calls of which an argument is a size without a string before it, and what stands after that: of `splice` the flags. */
const COPIES: ReadonlyMap<string, RegExp> = new Map([
  ["sendfile", /^$/],
  ["splice", /^ *,[^,]*$/],
]);

/** No number stays. */
export const NO_NUMBER: NumberChoice = () => false;

/** In text that belongs to no known call. */
export const SMALL: NumberChoice = (number) => digitCount(number) <= UNREAD;

/** What ends an fd; the analysis looks for it as well (core/analysis/lost-lines.ts). */
const AFTER_FD = /^(?:[,<]| ?\))/;

/** In a line that cannot be read, only the fd stays: it says which connections the line may be about. */
export const FD_OF_CALL: NumberChoice = (number, { previous, beforePrevious, after }) => {
  const name = /[a-z_0-9]{1,32}$/.exec(beforePrevious)?.[0] ?? "";
  const isFirst = previous === "(" && isSyscallName(name);
  return isFd(number, after) && (isFirst || (previous === "=" && beforePrevious === "fd"));
};

/** The same in its arguments alone. */
export const ONLY_FD: NumberChoice = (number, around) =>
  FD_OF_CALL(number, around) || (around.previous === "" && isFd(number, around.after));

function isFd(number: string, after: string): boolean {
  return digitCount(number) <= FD && AFTER_FD.test(after);
}

/**
 * In the arguments of a call.
 *
 * @param isWhole false if the line ends within them: then the last number may be of other output
 */
export function numbersOf(name: string, isWhole = true): NumberChoice {
  const effect = callRow(name)?.effect;
  if (effect === undefined) return SMALL;
  const isMove = movesBytes(name);
  return (number, { previous, beforePrevious, next, after }) => {
    if (digitCount(number) <= READ) return true;
    if (!AFTER_SIZE.test(after) || (next === "" && !isWhole)) return false;
    const isNamed = previous === "=" && SIZE_NAME.test(beforePrevious);
    const isAfterString = isMove && previous === "," && beforePrevious.startsWith('"') && next !== "}";
    const isCopied = COPIES.get(effect)?.test(after) === true && (isNamed || previous === ",");
    const isSize = isAfterString || (isMove && isNamed) || isCopied;
    return isSize && isShortSize(number);
  };
}

/** True if the result of a call may stay: a count of bytes, an fd or a pid, or what is not read, if it is short. */
export function isShortResult(number: string, name: string | null): boolean {
  if (number.startsWith("-")) return number === "-1";
  const effect = name === null ? undefined : callRow(name)?.effect;
  if (name === null || effect === undefined) return digitCount(number) <= UNREAD;
  return movesBytes(name) || COPIES.has(effect) ? isShortSize(number) : digitCount(number) <= READ;
}

function isShortSize(number: string): boolean {
  return digitCount(number) <= (number.startsWith("0x") ? HEX_SIZE : SIZE);
}

/** The number of digits of `7`, `-1` or `0x7f00`. */
export function digitCount(number: string): number {
  return number.replace(/^-?(?:0x)?/, "").length;
}

/** Another number of as many digits. It is zero only if the number is. */
export function otherNumber(number: string): string {
  const [lead = ""] = /^-?(?:0x)?/.exec(number) ?? [];
  const digits = number.slice(lead.length);
  return lead + (/^0*$/.test(digits) ? digits : `1${"0".repeat(digits.length - 1)}`);
}

/** The text with other numbers for those of more than `most` digits. */
export function withShortNumbers(text: string, most: number): string {
  return text.replace(/[0-9]+/g, (digits) => (digits.length > most ? otherNumber(digits) : digits));
}
