import { traceExpression } from "../src/core/syscalls/trace-expression.js";

/** A call at the start of a line, or its second half, behind the columns of `-f` and `-t`. */
const CALL = /^(?:\[pid +\d+\] |\d+ +)?(?:[\d:.]+ +)?(?:<\.\.\. )?([a-z_0-9]+)(?:\(| resumed)/;

/** The capture as `strace -e trace=EXPRESSION` would have written it: the same lines, less those of other calls. */
export function tracing(text: string, expression: string): string {
  const traced = traceExpression(expression);
  const isShown = (line: string): boolean => {
    const name = CALL.exec(line)?.[1];
    return name === undefined || traced?.has(name) === true;
  };
  return text.split("\n").filter(isShown).join("\n");
}

/** The capture as `strace -s limit` would have printed it. */
export function limited(text: string, limit: number): string {
  return text.replace(/"((?:[^"\\\n]|\\.)*)"(?:\.\.\.)?/g, (all, body: string) => {
    const chars = body.match(/\\(?:x[0-9a-f]{2}|[0-7]{1,3}|.)|[^\\]/g) ?? [];
    return chars.length > limit ? `"${chars.slice(0, limit).join("")}"...` : all;
  });
}

/** The capture as strace would have printed it without `-y` and `-yy`. */
export function undecorated(text: string): string {
  return text.replace(
    /(\d)<(?:[A-Za-z0-9_-]+:\[[^\]\n]*\]|(?:socket|pipe):\[\d+\]|\/[^>\n]*|anon_inode:[^>\n]*)>/g,
    "$1",
  );
}

/** The capture as strace would have written it without `-f`: the lines of the first thread. */
export function unfollowed(text: string): string {
  const first = /^\d+(?= )/m.exec(text)?.[0];
  return text
    .split("\n")
    .filter((line) => first === undefined || line.startsWith(`${first} `))
    .join("\n");
}
