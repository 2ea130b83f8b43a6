import type { Value } from "../../../src/core/strace/arguments/value.js";
import type { Call, Dialect } from "./generate.js";

export const PID = 4321;
export const TIME = 36_001.25;
export const EPOCH = 1_763_892_982.25;
export const DURATION = 0.000012;

/** The lines that strace prints for a call in a dialect; a line of another thread stands between two halves. */
export function printCall(call: Call, dialect: Dialect): string[] {
  const prefix = prefixOf(dialect);
  const args = call.args.map((value) => printValue(value, dialect)).join(", ");
  const result = `= ${call.result.text}${dialect.durations ? ` <${DURATION.toFixed(6)}>` : ""}`;
  const head = `${prefix}${call.name}(`;
  if (dialect.split === null) return [`${head}${args}) `.padEnd(dialect.column) + result];
  const [before, after] = splitAt(
    call.args.map((value) => printValue(value, dialect)),
    dialect,
  );
  const other = prefixOf(dialect).replace(String(PID), "99");
  return [
    `${head}${before} <unfinished ...>`,
    `${other}--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED} ---`,
    `${prefix}<... ${call.name} resumed>${after}) `.padEnd(dialect.column) + result,
  ];
}

/** strace stops between two arguments; up to 7.0 the comma stands in the head, since then in the tail. */
function splitAt(args: readonly string[], { split, commaIn }: Dialect): [string, string] {
  const count = Math.round((split ?? 0) * args.length);
  const before = args.slice(0, count).join(", ");
  const after = args.slice(count).join(", ");
  if (count === 0 || count === args.length) return [before, after];
  return commaIn === "head" ? [`${before}, `, after] : [before, `, ${after}`];
}

function prefixOf({ pid, time, number, pointer }: Dialect): string {
  const pids = {
    none: "",
    "[pid N]": `[pid  ${PID}] `,
    N: `${PID}  `,
    "N<comm>": `${PID}<a (b> `,
    "[pid N<comm>]": `[pid ${PID}<a]b>] `,
  };
  const times = {
    none: "",
    "-t": "10:00:01 ",
    "-tt": "10:00:01.250000 ",
    "-ttt": `${EPOCH.toFixed(6)} `,
    "-ttt s": "1763892982 ",
    ns: "10:00:01.250000000 ",
    "-r": "     0.250000 ",
    "-t -r": "10:00:01 (+     0.250000) ",
  };
  return pids[pid] + times[time] + (number ? "[   3] " : "") + (pointer ? "[00007f8ac363f000] " : "");
}

export function printValue(value: Value, dialect: Pick<Dialect, "strings">): string {
  const print = (each: Value): string => printValue(each, dialect);
  switch (value.kind) {
    case "integer":
    case "symbol":
      return (
        value.text +
        (value.decoration === undefined ? "" : `<${value.decoration}>`) +
        (value.comment === undefined ? "" : ` /* ${value.comment} */`)
      );
    case "string":
      return `"${quote(value.bytes, dialect.strings)}"${value.cut ? "..." : ""}`;
    case "flags":
      return value.parts
        .map((part, index) => (value.operators[index] || (index > 0 ? " " : "")) + print(part))
        .join("");
    case "array":
      return `${value.negated ? "~" : ""}[${[...value.items.map(print), ...(value.cut ? ["..."] : [])].join(", ")}]`;
    case "struct":
      return `{${[...value.members.map((each) => `${each.name}=${print(each.value)}`), ...(value.cut ? ["..."] : [])].join(", ")}}`;
    case "call":
      return `${value.name}(${value.args.map(print).join(", ")})`;
    case "named":
      return `${value.name}=${print(value.value)}`;
    case "change":
      return `${print(value.before)} => ${print(value.after)}`;
    case "empty":
      return "";
  }
}

/** util.c, string_quote: octal with as few digits as will do; `-x` hexes a string for one byte beyond ASCII. */
function quote(bytes: string, how: Dialect["strings"]): string {
  const needsHex = how === "-xx" || (how === "-x" && /[^\t\n\v\f\r\x20-\x7e]/.test(bytes));
  if (needsHex) return bytes.replace(/[\s\S]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
  const simple: Readonly<Record<string, string>> = {
    "\n": "n",
    "\r": "r",
    "\t": "t",
    "\v": "v",
    "\f": "f",
    '"': '"',
    "\\": "\\",
  };
  return bytes.replace(/[\s\S]/g, (char, index: number) => {
    const short = simple[char];
    if (short !== undefined) return `\\${short}`;
    if (char >= " " && char <= "~") return char;
    const isDigitNext = /^[0-7]/.test(bytes.slice(index + 1, index + 2));
    return `\\${char
      .charCodeAt(0)
      .toString(8)
      .padStart(isDigitNext ? 3 : 1, "0")}`;
  });
}
