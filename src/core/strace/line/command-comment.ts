import { isSyscallName } from "../../syscalls/names.js";

/** `# strace OPTIONS... -- PROGRAM`: the command that a capture was recorded with, at its top. */
const START = "# strace ";
/** Options that leave no call out. */
const HARMLESS = /^(?:-(?:ff?|t{1,3}|r|T|yy?|Y|xx?|v|q+|i|k|n|N)|--seccomp-bpf)$/;
/** And those of them that have a value. */
const VALUED = new Set(["-a", "-E", "-I", "-o", "-p", "-s", "-u", "-X"]);
const HARMLESS_QUALIFIERS = /^(?:abbrev|fault|inject|quiet|raw|read|signal|verbose|write)=/;
const TRACE = "trace=";
/** As a shell takes a line apart. */
const WORD = /(?:'[^']*'|[^\s'])+/g;

/** True for a comment that says how the capture was recorded. */
export function isCommandComment(text: string): boolean {
  return text.startsWith(START);
}

/**
 * The calls that such a comment names in its one `-e trace=`. Null where it tells anything else: a class such as
 * `network`, or an option that may hide calls; which calls were traced is then inferred.
 */
export function statedCalls(text: string): ReadonlySet<string> | null {
  if (!isCommandComment(text)) return null;
  const words = text.slice(START.length).match(WORD) ?? [];
  const rest = words.map((word) => word.replaceAll("'", "")).values();
  let calls: ReadonlySet<string> | null = null;
  for (const word of rest) {
    if (!word.startsWith("-") || word === "--") break; // what follows is the program's
    if (HARMLESS.test(word)) continue;
    const value = rest.next().value ?? "";
    if (VALUED.has(word)) continue;
    if (word !== "-e") return null;
    if (HARMLESS_QUALIFIERS.test(value)) continue;
    const named = value.startsWith(TRACE) ? namesIn(value.slice(TRACE.length)) : null;
    if (calls || !named) return null;
    calls = named;
  }
  return calls;
}

/** A comment that states these calls, and nothing else. */
export function callsComment(calls: Iterable<string>): string {
  return `${START}-e ${TRACE}${[...calls].map((name) => `?${name}`).join(",")}`;
}

/** `?`: a strace that does not know the call shall not mind. */
function namesIn(list: string): ReadonlySet<string> | null {
  const names = list.split(",").map((name) => name.replace(/^\?/, ""));
  return names.every(isSyscallName) ? new Set(names) : null;
}
