import { type TraceExpression, traceExpression } from "../../syscalls/trace-expression.js";

/** `# strace OPTIONS... -- PROGRAM`: the command that a capture was recorded with, at its top. */
const START = "# strace ";
/** Options that leave no call out. */
const HARMLESS = /^(?:-(?:ff?|t{1,3}|r|T|yy?|Y|xx?|v|q+|i|k|n|N)|--seccomp-bpf)$/;
/** Options with a value that leave no call out. */
const VALUED = new Set(["-a", "-E", "-I", "-o", "-p", "-s", "-u", "-X"]);
const HARMLESS_QUALIFIERS = /^(?:abbrev|fault|inject|quiet|raw|read|signal|verbose|write)=/;
/** `-e trace=write`, and as it may be shortened: `-e t=write`, `-e write`, `--trace=write`. */
const TRACE = /^(?:t(?:race)?=)?([^=]*)$/;
/** The words of a line, as a shell splits it. */
const WORD = /(?:'[^']*'|[^\s'])+/g;

/** True for a comment that says how the capture was recorded. */
export function isCommandComment(text: string): boolean {
  return text.startsWith(START);
}

/**
 * What such a comment says in its last `-e trace=`, which replaces those before it. Null if it has none, or an option that
 * may hide calls; which calls were traced is then inferred.
 */
export function statedCalls(text: string): TraceExpression | null {
  if (!isCommandComment(text)) return null;
  const words = text.slice(START.length).match(WORD) ?? [];
  const rest = words.map((word) => word.replaceAll("'", "")).values();
  let calls: TraceExpression | null = null;
  for (const word of rest) {
    if (!word.startsWith("-") || word === "--") break; // what follows is the program's
    if (HARMLESS.test(word)) continue;
    const glued = /^(?:-e|--)(.+)$/.exec(word)?.[1];
    const value = glued ?? rest.next().value ?? "";
    if (VALUED.has(word)) continue;
    if (word !== "-e" && glued === undefined) return null;
    if (HARMLESS_QUALIFIERS.test(value)) continue;
    const expression = TRACE.exec(value)?.[1];
    calls = expression === undefined ? null : traceExpression(expression);
    if (!calls) return null;
  }
  return calls;
}

/** A comment that states these calls, and nothing else. */
export function callsComment({ text }: TraceExpression): string {
  return `${START}-e trace=${text}`;
}
