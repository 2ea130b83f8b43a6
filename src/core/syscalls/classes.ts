import { CALL_CLASSES, type CallClass } from "./row.js";
import { callRow } from "./rows.js";

/** The classes that may be written without `%`, as before version 4.17 (lookup_class in strace's basic_filters.c). */
const WITHOUT_PERCENT: ReadonlySet<string> = new Set("desc file ipc memory network process signal".split(" "));

/**
 * The class that a word of `-e trace=` names: `%network`, `%net` or `network`; undefined if it does not name a class.
 */
export function classNamed(word: string): CallClass | undefined {
  if (word === "%net") return "network";
  const name = word.startsWith("%") ? word.slice(1) : WITHOUT_PERCENT.has(word) ? word : null;
  return CALL_CLASSES.find((each) => each === name);
}

/** True if strace puts the call in the class, so that for example `-e trace=%network` traces it. */
export function isInClass(name: string, callClass: CallClass): boolean {
  return callRow(name)?.classes.includes(callClass) ?? false;
}
