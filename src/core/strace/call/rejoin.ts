import { lateCloseOf, type OpenEnd, openEndOf } from "../line/ending.js";
import { endOfJoined, type JoinedEnd } from "./joined-end.js";

/** A call whose line was cut, joined with the line that goes on with it. */
export interface Rejoined {
  /** The call's text, from its arguments on. */
  readonly text: string;
  /** Index in the second line at which the call's text goes on; other output may stand before it. */
  readonly from: number;
  /** The end of the call; null if `open` is set. */
  readonly end: JoinedEnd | null;
  /** Set if the joined text is only the first half of a call. */
  readonly open: OpenEnd | null;
}

const BEGINS_AS_REST = /^(?:\) += |, | => )/;

/** True if a line begins as the rest of a cut line does: strace stops before a comma, an arrow or the result. */
export function beginsAsRest(line: string): boolean {
  return BEGINS_AS_REST.test(line);
}

/**
 * Joins the arguments printed so far with the next line. Null if that line does not go on with them.
 *
 * @param isClosed true if the arguments are whole, and the line was cut within the result
 */
export function rejoin(before: string, line: string, isClosed = false): Rejoined | null {
  if (isClosed) return rejoinFolded(before, line);
  const whole = joinAt(before, line, 0);
  if (whole || beginsAsRest(line)) return whole;
  const late = lateCloseOf(line);
  return late < 0 ? null : joinAt(before, line, late);
}

/** Joins a call that was folded with its last line. A fold may have dropped the blank between them. */
export function rejoinFolded(before: string, line: string): Rejoined | null {
  return joinedOf(before + line) ?? joinedOf(`${before} ${line}`);
}

function joinedOf(text: string): Rejoined | null {
  const open = openEndOf(text);
  const end = open ? null : endOfJoined(text);
  return open || end ? { text, from: 0, end, open } : null;
}

function joinAt(before: string, line: string, from: number): Rejoined | null {
  const text = before + line.slice(from);
  const open = openEndOf(text);
  const end = open ? null : endOfJoined(text, before.length);
  return open || end ? { text, from, end, open } : null;
}
