import { type Placed, placeIn } from "../records/placed.js";
import type { CallRecord, FindingRecord } from "../records/record.js";
import { wallClock } from "../text/wall-clock.js";
import { requestLine } from "./text/finding.js";

/**
 * What a sentence about a finding adds in brackets: `GET /x -> 200`, `c1`, `peer 192.0.2.7:40000`, `at 14:02:10.123`, as far as the
 * capture shows them. The texts are not escaped.
 *
 * @param date the day of `--date`
 */
export function aboutFinding(found: FindingRecord, date: string | null): string[] {
  const { connection, peer, time, clock } = found;
  const when = wallClock(time, clock, date);
  return [
    ...requestLine(found),
    connection,
    ...(peer === null ? [] : [`peer ${peer}`]),
    ...(when === null ? [] : [`at ${when}`]),
  ];
}

/** Seconds at which a call of a finding began, on the capture's clock; null if the capture does not show it. */
export function timeOfCall({ time, calls }: FindingRecord, { since }: CallRecord): number | null {
  const end = calls.find(({ ends }) => ends)?.since ?? null;
  return time === null || end === null || since === null ? null : time - end + since;
}

/** `server.strace:68`, or for the files of `strace -ff` `server.1234:12`. It is not escaped. */
export function placeText(path: string, at: Placed & { readonly line: number }): string {
  const { file, line } = placeIn(path, at);
  return `${file}:${line}`;
}
