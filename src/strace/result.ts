/** What stands behind the arguments: `= 219264`, `= -1 EAGAIN (...)`, `= 7<TCP:[...]> <0.000012>`, `= ?`. */
export interface Result {
  /** The return value; -1 for an error, null where strace prints `?` or nothing. */
  readonly value: number | null;
  /** The errno's name, such as `EAGAIN`, or null. */
  readonly error: string | null;
  /** The decoration of a returned fd (`-y`, `-yy`), without its angle brackets. */
  readonly decoration: string | null;
  /** Remarks in parentheses, such as `Timeout`, `INJECTED`, `flags O_RDWR`. */
  readonly remarks: readonly string[];
  /** Seconds spent in the call (`-T`), or null. */
  readonly duration: number | null;
}

export const NO_RESULT: Result = { value: null, error: null, decoration: null, remarks: [], duration: null };

const SHAPE = /^\s*= (\?|-?(?:0x[0-9a-f]+|\d+))/;
const ERROR = /^ ([A-Z][A-Z0-9_]*)(?= \(|$| )/;
const DURATION = / <(\d+(?:\.\d+)?)>$/;

/** Reads the text behind the closing parenthesis; null where it is no result (syscall.c, syscall_exiting_trace). */
export function parseResult(text: string): Result | null {
  const shape = SHAPE.exec(text);
  if (!shape) return null;
  let rest = text.slice(shape[0].length);
  const duration = DURATION.exec(rest);
  if (duration) rest = rest.slice(0, duration.index);
  const decoration = rest.startsWith("<") ? rest.slice(1, Math.max(1, rest.lastIndexOf(">"))) : null;
  const error = decoration === null ? (ERROR.exec(rest)?.[1] ?? null) : null;
  const word = shape[1] as string;
  return {
    value: word === "?" ? null : Number(word),
    error,
    decoration,
    remarks: remarksOf(rest.slice(decoration === null ? 0 : decoration.length + 2)),
    duration: duration ? Number(duration[1]) : null,
  };
}

function remarksOf(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(" && depth++ === 0) start = i + 1;
    if (text[i] === ")" && depth > 0 && --depth === 0) found.push(text.slice(start, i));
  }
  return found;
}

/** True where `-e inject` made the result up: the kernel never saw the call, so no bytes moved. */
export function isInjected(result: Result): boolean {
  return result.remarks.some((remark) => remark.startsWith("INJECTED") && remark !== "INJECTED: args");
}
