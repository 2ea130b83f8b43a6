import { withoutStrings } from "../arguments/decoration.js";
import { areCounted, type StringBreaks, stringLimitIn } from "../call/counted-strings.js";
import { DUMPED } from "../call/dump-joiner.js";
import { messageWithin } from "../line/interruption.js";
import type { Result } from "../line/result/result.js";
import { splitLine } from "../line/split.js";

const EVENT_ENDED = / (?:---|\+\+\+|mode\. \])$/;
/** What a line may begin with before its call can be named: columns, `<...`, a part of a name. */
const BEGUN = /^(?:\[pid\b|\d|<\.\.\.|---|\+\+\+|[a-z_0-9]+$)/;
const NAME = /(?:^|[ \]>])[a-z_][a-z_0-9]*$/;
const BEGUN_MESSAGE = /: Process(?: \d*)?$/;
const COLUMNS = /^(?:\[pid +\d+\]|\d[\d:.+]*)(?: \d[\d:.+]*)*$/;

/**
 * How much of a line of strace's the pieces hold that were put together so far. `before-arguments`: the line broke after
 * its columns or within the name, so that its next piece may look like a line of its own. `interrupted`: a message of
 * strace's ended the line, and the call goes on in a later one.
 */
export type LineState = "whole" | "interrupted" | "begun" | "before-arguments" | "other";

/** The state of a line (one char a byte). A line that is neither strace's nor may become one is `other`. */
export function lineState(text: string): LineState {
  const { start, end } = splitLine(text);
  if (start === "call" || start === "resumed") {
    if (end === "result" || end === "unfinished" || end === "detached") return "whole";
    return messageWithin(text) && !BEGUN_MESSAGE.test(text) ? "interrupted" : "begun";
  }
  if (start === "event" && EVENT_ENDED.test(text)) return "whole";
  if (!BEGUN.test(text)) return "other";
  return NAME.test(text) || COLUMNS.test(text) ? "before-arguments" : "begun";
}

/** True if a piece begins with columns of strace's, and so begins a line. */
export function beginsWithColumns(text: string): boolean {
  return /^\[pid +\d+\] /.test(text) || (text.includes(":") && COLUMNS.test(text));
}

/** True if the text ends within a string: then a blank that is put back there is a guess. */
export function endsInString(text: string): boolean {
  return withoutStrings(text).includes('"');
}

/**
 * True if no string of a call that carries bytes lacks a character where lines were put together: each is as long as its
 * count says, or as long as strace prints at most.
 *
 * @param places indices in the line
 */
export function hasWholeStrings(text: string, places: StringBreaks, stringLimit: number): boolean {
  const call = callIn(text);
  if (!call) return true;
  const within = (at: readonly number[]): number[] => at.map((place) => place - call.argsStart);
  const { breaks, guesses } = places;
  return areCounted(call.argumentsText, call.result, { breaks: within(breaks), guesses: within(guesses) }, stringLimit);
}

/** Characters of the longest string that strace cut in a call that carries bytes; 0 without one. */
export function stringLimitOf(text: string): number {
  return stringLimitIn(callIn(text)?.argumentsText ?? "");
}

interface PrintedCall {
  readonly argumentsText: string;
  readonly argsStart: number;
  readonly result: Result;
}

function callIn(text: string): PrintedCall | null {
  const { start, nameStart, nameEnd, argsStart, argsEnd, result } = splitLine(text);
  if (start !== "call" || !result || !DUMPED.has(text.slice(nameStart, nameEnd))) return null;
  return { argumentsText: text.slice(argsStart, argsEnd), argsStart, result };
}
