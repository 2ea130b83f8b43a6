import { latin1 } from "../../bytes.js";
import type { FoundColumn } from "./column.js";
import { lookAt } from "./look.js";

/** More characters than a time, a host and the name of a program take. */
const WIDEST = 320;
/** The time of journald and syslog, `Nov 28 10:00:01 `, or one of ISO 8601, `2026-11-28T10:00:01.5Z `. */
const DATE =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? |\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)? )/;
/** `host strace[4304]: `, `strace: `, `[pod/x/y] `, `web-1  | `. A path before a `:` and a number is `grep -Hn`. */
const SOURCE = /^(?:\[(?:pod|container)\/[^\s\]]+\] |[\w.@-]+ +\| |(?:[\w.@-]+ )?[\w./@-]+(?:\[\d+\])?: )/;

/** The seconds of `-r` are padded to six characters: `grep -H` puts `trace.txt:` right before them. */
const SECONDS = /^ +\d+(?=\.\d+ )/;
const SECONDS_WIDTH = 6;

interface Tag {
  readonly source: string;
  readonly at: number;
}

/** The name of the source of a line, which a collector of logs printed: journald, kubectl, docker. */
export function tagIn(bytes: Uint8Array, start: number, end: number): FoundColumn | null {
  const first = tagAt(bytes, start, end);
  if (!first) return null;
  const after = (next: Uint8Array, from: number, to: number): number => {
    const tag = tagAt(next, from, to);
    if (!tag) return from;
    if (tag.source === first.source) return tag.at;
    return lookAt(next, tag.at, to) === "none" ? from : -1; // of another strace, whose fds are not these
  };
  return { column: { name: "log prefix", after }, at: first.at };
}

function tagAt(bytes: Uint8Array, start: number, end: number): Tag | null {
  const head = latin1(bytes, start, Math.min(end, start + WIDEST));
  const date = DATE.exec(head)?.[0].length ?? 0;
  const source = SOURCE.exec(head.slice(date))?.[0] ?? "";
  const width = date + source.length;
  const isPadding = SECONDS.exec(head.slice(width - 1))?.[0].length === SECONDS_WIDTH;
  return width === 0 || isPadding ? null : { source, at: start + width };
}
